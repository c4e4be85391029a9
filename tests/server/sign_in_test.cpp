// Signing in, first sign-ins and the care of accounts, on a store in memory and a clock that the test moves.
#include "server/first_sign_in_service.h"
#include "server/people_service.h"
#include "server/sign_in_service.h"
#include "server/staff/totp.h"
#include "server/store/memory_store.h"
#include "tests/server/support/authenticator.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <map>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kNow = 1'795'000'020;
const RelyingParty kDesk{"http://localhost:8460", "localhost"};
const std::string kCode = "ABCD-EFGH-JKMN-PQRS";

secret_bytes random_key() {
    secret_bytes out(kWrappingKeyBytes);
    random_bytes(out.span());
    return out;
}

// Made once: it is meant to take long.
std::string hashed(const std::string& password) {
    static std::map<std::string, std::string> known;
    auto& out = known[password];
    if (out.empty())
        out = hash_password(password);
    return out;
}

Staff with_role(Staff staff, Role role) {
    staff.role = role;
    return staff;
}

// "demo" has a password alone, "ana" an app too (its secret is kSecret), "new" an invitation; "lead" is the site's,
// "far" works elsewhere.
struct World {
    World() {
        REQUIRE(start_crypto());
        Staff ana{"ana", "North Branch", hashed("lantern")};
        ana.app = secrets.wrap("ana", secret);
        put({"demo", "North Branch", hashed("lighthouse")});
        put(ana);
        put(invited({"new", "North Branch"}, kCode, clock.today()));
        put(with_role({"lead", "North Branch", hashed("lamplight")}, Role::kSiteLead));
        put({"far", "South Branch", hashed("lamplight")});
        put(with_role({"admin", "City Hall", hashed("lamplight")}, Role::kAdministrator));
    }

    void put(const Staff& staff) {
        REQUIRE(store.put_staff(staff));
        settings.put_staff(staff);
    }
    std::expected<SignedIn, Error> sign_in(const std::string& name, const std::string& password) {
        std::expected<SignedIn, Error> result = std::unexpected(Error::kInternal);
        sign_ins.sign_in(name, password, [&](auto answer) { result = answer; });
        return result;
    }
    std::string cookie(const std::string& name, const std::string& password) {
        const auto answer = sign_in(name, password);
        return answer ? answer->cookie : "";
    }
    // The code of the next step: the first that this process takes.
    std::string code(byte_view of, std::int64_t ahead = 1) const {
        return totp_code(of, totp_step(clock.unix_seconds()) + ahead);
    }
    std::expected<std::string, Error> sign_in(const PasskeyAssertion& assertion, const RelyingParty& party = kDesk) {
        std::expected<std::string, Error> result = std::unexpected(Error::kInternal);
        sign_ins.sign_in_with_passkey(assertion, party, [&](auto answer) { result = answer; });
        return result;
    }
    Ceremony ceremony(std::uint32_t count = 0) const {
        const auto challenge = sign_ins.passkey_challenge();
        return {.challenge = bytes(challenge.begin(), challenge.end()), .party = kDesk, .sign_count = count};
    }
    std::expected<std::string, Error> choose_app(const std::string& ticket, const std::string& password,
                                                 const std::string& typed) {
        std::expected<std::string, Error> result = std::unexpected(Error::kInternal);
        first_sign_ins.choose_app(ticket, password, typed, [&](auto answer) { result = answer; });
        return result;
    }
    std::expected<std::string, Error> choose_passkey(const FirstSignIn& first, const TestRegistration& made) {
        std::expected<std::string, Error> result = std::unexpected(Error::kInternal);
        first_sign_ins.choose_passkey(first.ticket, made.client_data, made.attestation, kDesk,
                                      [&](auto answer) { result = answer; });
        return result;
    }
    std::expected<void, Error> unlock(const std::string& actor, const std::string& name) {
        std::expected<void, Error> result = std::unexpected(Error::kInternal);
        people.unlock(account(actor), name, [&](auto answer) { result = answer; });
        return result;
    }
    std::expected<PeopleService::Invited, Error> reset(const std::string& actor, const std::string& name) {
        std::expected<PeopleService::Invited, Error> result = std::unexpected(Error::kInternal);
        people.reset(account(actor), name, [&](auto answer) { result = answer; });
        return result;
    }
    const Staff& account(const std::string& name) const { return settings.now->staff.at(name); }
    bool is_in(const std::string& cookie) { return sign_ins.staff(cookie, SessionUse::kByPage).has_value(); }

    const bytes secret = bytes(20, 7);
    StaffSecrets secrets{random_key()};
    ManualClock clock{kNow};
    CurrentSettings settings;
    MemoryStore store;
    DirectStaffWriter writer{store};
    DirectPasswordChecker passwords;
    StaffAccess access{clock, settings, writer, secrets};
    SignInService sign_ins{access, passwords};
    FirstSignInService first_sign_ins{access, passwords};
    DirectRunner runner{store, settings};
    PeopleService people{access, runner};
};

}  // namespace

TEST_CASE("only the right name and password sign in", "[server][staff]") {
    World w;
    CHECK(w.sign_in("demo", "wrong").error() == Error::kSignIn);
    CHECK(w.sign_in("nobody", "lighthouse").error() == Error::kSignIn);
    CHECK(w.sign_in("new", "").error() == Error::kSignIn);
    const auto signed_in = w.sign_in("demo", "lighthouse");
    REQUIRE(signed_in);
    CHECK(signed_in->ticket.empty());
    const auto& cookie = signed_in->cookie;
    CHECK(cookie.size() == 64);
    CHECK(w.sign_ins.staff(cookie, SessionUse::kByPerson)->site == "North Branch");
    CHECK_FALSE(w.sign_ins.staff(std::string(64, '0'), SessionUse::kByPerson));
    w.sign_ins.sign_out(cookie);
    CHECK_FALSE(w.sign_ins.staff(cookie, SessionUse::kByPerson));
}

TEST_CASE("where there is an app, a password alone signs nobody in; with its code it does, once", "[server][staff]") {
    World w;
    const auto answer = w.sign_in("ana", "lantern");
    REQUIRE(answer);
    CHECK(answer->cookie.empty());
    const auto& ticket = answer->ticket;
    CHECK(w.sign_ins.sign_in_with_code(ticket, "000000").error() == Error::kCode);
    CHECK(w.sign_ins.sign_in_with_code(std::string(64, '0'), w.code(w.secret)).error() == Error::kSignIn);
    const auto cookie = w.sign_ins.sign_in_with_code(ticket, w.code(w.secret));
    REQUIRE(cookie);
    CHECK(w.is_in(*cookie));
    CHECK(w.sign_ins.sign_in_with_code(ticket, w.code(w.secret)).error() == Error::kSignIn);
    const auto again = w.sign_in("ana", "lantern");
    CHECK(w.sign_ins.sign_in_with_code(again->ticket, w.code(w.secret)).error() == Error::kCode);
    w.clock.advance(30s);
    CHECK(w.sign_ins.sign_in_with_code(again->ticket, w.code(w.secret)));
}

TEST_CASE("a ticket is over after a quarter of an hour, and when the account has changed", "[server][staff]") {
    World w;
    const auto late = w.sign_in("ana", "lantern")->ticket;
    w.clock.advance(kTicketLife);
    CHECK(w.sign_ins.sign_in_with_code(late, w.code(w.secret)).error() == Error::kSignIn);
    const auto old = w.sign_in("ana", "lantern")->ticket;
    auto changed = w.account("ana");
    changed.password = hashed("another");
    w.put(changed);
    CHECK(w.sign_ins.sign_in_with_code(old, w.code(w.secret)).error() == Error::kSignIn);
}

TEST_CASE("guessing gets slower and slower, for one account and no other", "[server]") {
    ManualClock clock(kNow);
    SignInGuard guard(clock);
    for (unsigned i = 0; i < kFreeAttempts; ++i)
        CHECK(guard.begin_attempt("demo"));
    CHECK_FALSE(guard.begin_attempt("demo"));
    CHECK(guard.begin_attempt("ana"));
    clock.advance(kFirstDelay);
    CHECK(guard.begin_attempt("demo"));
    clock.advance(kFirstDelay);
    CHECK_FALSE(guard.begin_attempt("demo"));
    clock.advance(kFirstDelay);
    CHECK(guard.begin_attempt("demo"));
    for (int i = 0; i < 20; ++i) {
        clock.advance(kLongestDelay);
        CHECK(guard.begin_attempt("demo"));
    }
    clock.advance(kLongestDelay - 1s);
    CHECK_FALSE(guard.begin_attempt("demo"));
    guard.succeeded("demo");
    CHECK(guard.begin_attempt("demo"));
}

TEST_CASE(
    "after ten wrong ones the password is locked, durably, until a site lead lifts it; names that are not there are answered alike",
    "[server][staff]") {
    World w;
    for (const auto& name : std::vector<std::string>{"ana", "nobody"}) {
        for (unsigned i = 0; i < kWrongUntilLocked; ++i) {
            w.clock.advance(kLongestDelay);
            CHECK(w.sign_in(name, "wrong").error() == Error::kSignIn);
        }
        w.clock.advance(kLongestDelay);
        CHECK(w.sign_in(name, "lantern").error() == Error::kLocked);
    }
    CHECK(w.store.load_settings()->staff.size() == 6);
    CHECK(std::ranges::count(w.store.load_settings()->staff, true, &Staff::locked) == 1);
    CHECK(w.unlock("demo", "ana").error() == Error::kRole);
    CHECK(w.unlock("far", "ana").error() == Error::kRole);
    CHECK(w.unlock("lead", "ana"));
    CHECK(w.sign_in("ana", "lantern"));
}

TEST_CASE("whoever has the password guesses codes no longer than passwords", "[server][staff]") {
    World w;
    for (unsigned i = 0; i < kWrongUntilLocked && !w.account("ana").locked; ++i) {
        w.clock.advance(kLongestDelay);
        const auto answer = w.sign_in("ana", "lantern");
        REQUIRE(answer);
        w.clock.advance(kLongestDelay);
        CHECK_FALSE(w.sign_ins.sign_in_with_code(answer->ticket, "12345"));
    }
    CHECK(w.account("ana").locked);
    CHECK(w.sign_in("ana", "lantern").error() == Error::kLocked);
}

TEST_CASE("an invitation is exchanged once for a password and an app", "[server][staff]") {
    World w;
    CHECK(w.first_sign_ins.begin("new", "ABCD-EFGH-JKMN-PQRT").error() == Error::kInvitation);
    CHECK(w.first_sign_ins.begin("ana", kCode).error() == Error::kInvitation);
    const auto first = w.first_sign_ins.begin("new", "abcd efgh jkmn pqrs");
    REQUIRE(first);
    const auto second = w.first_sign_ins.begin("new", kCode);
    REQUIRE(second);
    const auto secret = w.access.tickets.find(first->ticket, TicketKind::kFirstSignIn)->secret.clone();
    CHECK(w.choose_app(first->ticket, "short", w.code(secret.view())).error() == Error::kPassword);
    CHECK(w.choose_app(first->ticket, "long enough", "000000").error() == Error::kCode);
    CHECK(w.choose_app(std::string(64, '0'), "long enough", "000000").error() == Error::kInvitation);
    const auto cookie = w.choose_app(first->ticket, "long enough", w.code(secret.view()));
    REQUIRE(cookie);
    CHECK(w.is_in(*cookie));
    CHECK_FALSE(w.account("new").invitation);
    CHECK(w.first_sign_ins.begin("new", kCode).error() == Error::kInvitation);
    // The other browser came too late.
    const auto other = w.access.tickets.find(second->ticket, TicketKind::kFirstSignIn)->secret.clone();
    w.clock.advance(60s);
    CHECK(w.choose_app(second->ticket, "long enough", w.code(other.view())).error() == Error::kInvitation);
    const auto answer = w.sign_in("new", "long enough");
    REQUIRE(answer);
    w.clock.advance(60s);
    CHECK(w.sign_ins.sign_in_with_code(answer->ticket, w.code(secret.view())));
}

TEST_CASE("an invitation is good for seven days", "[server][staff]") {
    World w;
    w.clock.advance(std::chrono::hours(24 * 7));
    CHECK(w.first_sign_ins.begin("new", kCode));
    w.clock.advance(24h);
    CHECK(w.first_sign_ins.begin("new", kCode).error() == Error::kInvitationOver);
}

TEST_CASE("an invitation is exchanged for a passkey, which then signs in without a name", "[server][staff]") {
    for (const auto kind : {KeyKind::kEs256, KeyKind::kEdDsa}) {
        World w;
        const TestAuthenticator authenticator(kind);
        const auto first = *w.first_sign_ins.begin("new", kCode);
        auto wrong = w.ceremony();
        CHECK(w.choose_passkey(first, authenticator.registration(wrong)).error() == Error::kPasskey);
        wrong.challenge = first.challenge;
        wrong.party.origin = "https://evil.example";
        CHECK(w.choose_passkey(first, authenticator.registration(wrong)).error() == Error::kPasskey);
        const Ceremony right{.challenge = first.challenge, .party = kDesk, .sign_count = 1};
        REQUIRE(w.choose_passkey(first, authenticator.registration(right)));
        CHECK(w.sign_in("new", "").error() == Error::kSignIn);

        const auto assertion = authenticator.assertion(w.ceremony(2));
        const auto cookie = w.sign_in(assertion);
        REQUIRE(cookie);
        CHECK(w.sign_ins.staff(*cookie, SessionUse::kByPerson)->name == "new");
        // Recorded, counted back, of a challenge that is over, of nobody's key.
        CHECK(w.sign_in(assertion).error() == Error::kPasskey);
        CHECK(w.sign_in(authenticator.assertion(w.ceremony(2))).error() == Error::kPasskey);
        const auto late = authenticator.assertion(w.ceremony(3));
        w.clock.advance(std::chrono::seconds(kPasskeyChallengeSeconds));
        CHECK(w.sign_in(late).error() == Error::kPasskey);
        CHECK(w.sign_in(TestAuthenticator(kind).assertion(w.ceremony(3))).error() == Error::kPasskey);
        auto forged = w.ceremony(3);
        forged.challenge.assign(32, 0);
        CHECK(w.sign_in(authenticator.assertion(forged)).error() == Error::kPasskey);
        CHECK(w.sign_in(authenticator.assertion(w.ceremony(3)), {"http://localhost:9", "localhost"}).error() ==
              Error::kPasskey);
        // How often it signed ends no session.
        CHECK(w.sign_in(authenticator.assertion(w.ceremony(4))));
        CHECK(w.is_in(*cookie));
    }
}

TEST_CASE("a lock is on the password: a passkey still signs in", "[server][staff]") {
    World w;
    const TestAuthenticator authenticator(KeyKind::kEs256);
    auto ana = w.account("ana");
    ana.passkeys.push_back(authenticator.passkey());
    ana.locked = true;
    w.put(ana);
    CHECK(w.sign_in("ana", "lantern").error() == Error::kLocked);
    CHECK(w.sign_in(authenticator.assertion(w.ceremony())));
}

TEST_CASE("a passkey that another account has is not taken", "[server][staff]") {
    World w;
    const TestAuthenticator authenticator(KeyKind::kEs256);
    auto ana = w.account("ana");
    ana.passkeys.push_back(authenticator.passkey());
    w.put(ana);
    const auto first = *w.first_sign_ins.begin("new", kCode);
    const Ceremony right{.challenge = first.challenge, .party = kDesk};
    CHECK_FALSE(w.choose_passkey(first, authenticator.registration(right)));
    CHECK(w.sign_ins.staff(*w.sign_in(authenticator.assertion(w.ceremony())), SessionUse::kByPage)->name == "ana");
}

TEST_CASE("a reset takes away what somebody signs in with, signs out everywhere, and gives a new invitation",
          "[server][staff]") {
    World w;
    const auto cookie = w.cookie("demo", "lighthouse");
    REQUIRE(w.is_in(cookie));
    CHECK(w.reset("ana", "demo").error() == Error::kRole);
    CHECK(w.reset("lead", "far").error() == Error::kRole);
    CHECK(w.reset("lead", "lead").error() == Error::kRole);
    CHECK(w.reset("lead", "nobody").error() == Error::kRole);
    const auto invited = w.reset("lead", "demo");
    REQUIRE(invited);
    CHECK_FALSE(w.is_in(cookie));
    CHECK(w.sign_in("demo", "lighthouse").error() == Error::kSignIn);
    CHECK(invited->until.days() == w.clock.today().days() + 7);
    CHECK(w.first_sign_ins.begin("demo", invited->code));
    CHECK(w.reset("admin", "lead"));
    CHECK(w.reset("admin", "far"));
}

TEST_CASE("site leads see the people of their site, administrators all, librarians nobody", "[server][staff]") {
    World w;
    CHECK(w.people.list(w.account("demo")).error() == Error::kRole);
    CHECK(w.people.list(w.account("lead"))->size() == 4);
    CHECK(w.people.list(w.account("admin"))->size() == 6);
}

TEST_CASE("a full disk neither locks, enrolls nor resets anybody, and says so", "[server][staff]") {
    World w;
    const auto first = *w.first_sign_ins.begin("new", kCode);
    const TestAuthenticator authenticator(KeyKind::kEs256);
    const Ceremony right{.challenge = first.challenge, .party = kDesk};
    w.store.fail_with(StoreError::kFull);
    CHECK(w.choose_passkey(first, authenticator.registration(right)).error() == Error::kStoreFull);
    CHECK(w.reset("lead", "demo").error() == Error::kStoreFull);
    CHECK(w.sign_in("demo", "lighthouse"));
    w.store.fail_with(std::nullopt);
    CHECK(w.choose_passkey(first, authenticator.registration(right)));
}

TEST_CASE("a session ends when its librarian does nothing for half an hour, though the page goes on",
          "[server][staff]") {
    World w;
    const auto cookie = w.cookie("demo", "lighthouse");
    w.clock.advance(29min);
    CHECK(w.sign_ins.staff(cookie, SessionUse::kByPerson));
    w.clock.advance(29min);
    CHECK(w.sign_ins.staff(cookie, SessionUse::kByPage));
    w.clock.advance(2min);
    CHECK_FALSE(w.sign_ins.staff(cookie, SessionUse::kByPage));
}

TEST_CASE("a session ends with its account's password, app, passkeys, role or site, and not with a lock",
          "[server][staff]") {
    const std::vector<std::pair<bool, std::function<void(Staff&)>>> changes = {
        {false, [](Staff& staff) { staff.password = "another"; }},
        {false, [](Staff& staff) { staff.app = {1}; }},
        {false, [](Staff& staff) { staff.passkeys.push_back({{1}, {2}, 0}); }},
        {false, [](Staff& staff) { staff.role = Role::kSiteLead; }},
        {false, [](Staff& staff) { staff.site = "South Branch"; }},
        {true, [](Staff& staff) { staff.locked = true; }},
    };
    for (const auto& [stays, change] : changes) {
        World w;
        const auto cookie = w.cookie("demo", "lighthouse");
        auto changed = w.account("demo");
        change(changed);
        w.put(changed);
        CHECK(w.is_in(cookie) == stays);
    }
}

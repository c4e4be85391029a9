// Approvals typed at the kiosk: what is refused, each with its code, and what holds.
#include "server/code_approval_service.h"
#include "server/issuance_service.h"
#include "server/staff/totp.h"
#include "server/store/memory_store.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;
using protocol::AnswerState;

namespace {

constexpr std::int64_t kNow = 1'795'000'020;
const char* const kMobile = "Mobile site";

secret_bytes random_key() {
    secret_bytes out(kWrappingKeyBytes);
    random_bytes(out.span());
    return out;
}

City mobile_city() {
    City out;
    out.code_sites = json::array({kMobile});
    out.approvals = json::parse(R"({"senior":{"roles":["site-lead"]},"child":{"second":true}})");
    return out;
}

// "ana" and "ben" work at the mobile site, "far" elsewhere; each has an app of its own.
struct World {
    World() {
        StoredSettings stored;
        stored.kiosks = {kiosk.entry(), other_kiosk.entry(), at_branch.entry()};
        stored.manifest = StoredDocument{1, city.manifest()};
        settings.now = read_settings(stored);
        REQUIRE(settings.now->manifest);
        for (const auto& [name, site] :
             std::map<std::string, std::string>{{"ana", kMobile}, {"ben", kMobile}, {"far", "North Branch"}}) {
            Staff staff{name, site, "not a password"};
            staff.app = secrets.wrap(name, secret_of(name));
            REQUIRE(store.put_staff(staff));
            settings.put_staff(staff);
        }
    }

    static bytes secret_of(const std::string& name) { return bytes(20, static_cast<std::uint8_t>(name.front())); }
    std::string code(const std::string& name, std::int64_t ahead = 1) const {
        return totp_code(secret_of(name), totp_step(clock.unix_seconds()) + ahead);
    }
    protocol::KioskRequest wait(const TestKiosk& at, std::uint8_t card_class = 2) {
        auto request = at.request(city);
        request.card_class = card_class;
        issuances.issue(request, [](auto admitted) { REQUIRE(admitted); });
        return request;
    }
    protocol::CodeApproval typed(const protocol::KioskRequest& request, const std::string& name) const {
        return typed(request, name, code(name));
    }
    protocol::CodeApproval typed(const protocol::KioskRequest& request, const std::string& name,
                                 const std::string& its_code) const {
        return {request.card_class,   request.kiosk, request.request, challenges.make(),
                request.payload_hash, name,          its_code};
    }
    std::expected<Approval, Error> approve(const protocol::CodeApproval& approval) {
        return send(protocol::write_code_approval(approval, kiosk.key));
    }
    std::expected<Approval, Error> send(byte_view body) {
        const auto checked = service.check(body);
        if (!checked)
            return std::unexpected(checked.error());
        std::expected<Approval, Error> result = std::unexpected(Error::kInternal);
        service.approve(*checked, [&](auto decided) { result = decided; });
        return result;
    }
    AnswerState state(const protocol::KioskRequest& request) { return issuances.answer(request).state; }

    City city = mobile_city();
    TestKiosk kiosk{"Kiosk 1", kMobile};
    TestKiosk other_kiosk{"Kiosk 2", kMobile};
    TestKiosk at_branch{"Kiosk 1", "North Branch"};
    StaffSecrets secrets{random_key()};
    ManualClock clock{kNow};
    CurrentSettings settings;
    MemoryStore store;
    DirectWriter writer{store};
    DirectFinder finder{store};
    DirectStaffWriter staff_writer{store};
    ChallengeMaker challenges{clock};
    ReceiptSigner signer{city.keys()};
    DirectHeavyWork signatures;
    IssuanceBoard board{clock, {}};
    UnusualBoard unusual{clock, [] {}};
    IssuanceService issuances{clock, settings, challenges, signer, signatures, board, finder};
    StaffAccess access{clock, settings, staff_writer, secrets};
    DeskService desk{clock, settings, board, writer, unusual};
    CodeApprovalService service{challenges, board, access, desk};
};

}  // namespace

TEST_CASE("a librarian's code approves what the kiosk shows, once", "[server][staff]") {
    World w;
    const auto request = w.wait(w.kiosk);
    const auto typed = w.typed(request, "ana");
    CHECK(w.approve(typed) == Approval::kWhole);
    CHECK(w.state(request) == AnswerState::kApproved);
    CHECK(*w.store.count({w.clock.today(), kMobile, "ana", "adult", "approved"}) == 1);
    // The same approval again, and the same code for the next applicant.
    CHECK(w.approve(typed).error() == Error::kGone);
    const auto next = w.wait(w.kiosk);
    CHECK(w.approve(w.typed(next, "ana", typed.code)).error() == Error::kCode);
    CHECK(w.state(next) == AnswerState::kWaiting);
    w.clock.advance(30s);
    CHECK(w.approve(w.typed(next, "ana")) == Approval::kWhole);
}

TEST_CASE(
    "an approval for another kiosk, class or card, by a suspended kiosk, or for one that was taken back, is refused",
    "[server][staff]") {
    World w;
    const auto request = w.wait(w.kiosk);
    auto wrong = w.typed(w.wait(w.other_kiosk), "ana");
    wrong.kiosk = request.kiosk;
    CHECK(w.approve(wrong).error() == Error::kGone);
    wrong = w.typed(request, "ana");
    wrong.card_class = 0;
    CHECK(w.approve(wrong).error() == Error::kClass);
    wrong = w.typed(request, "ana");
    wrong.payload_hash[0] ^= 1U;
    CHECK(w.approve(wrong).error() == Error::kRequestConflict);
    wrong = w.typed(request, "ana");
    wrong.kiosk = w.other_kiosk.request(w.city).kiosk;
    CHECK(w.approve(wrong).error() == Error::kSignature);
    wrong.kiosk = random_array<16>();
    CHECK(w.approve(wrong).error() == Error::kUnknownKiosk);
    auto suspended = *w.settings.now;
    suspended.kiosks.at(request.kiosk).suspended = true;
    const auto in_force = std::exchange(w.settings.now, std::make_shared<const Settings>(std::move(suspended)));
    CHECK(w.approve(w.typed(request, "ana")).error() == Error::kSuspended);
    w.settings.now = in_force;
    w.issuances.cancel(protocol::cancel_of(request));
    CHECK(w.approve(w.typed(request, "ana")).error() == Error::kGone);
    // None of these has used the code up.
    CHECK(w.approve(w.typed(w.wait(w.kiosk), "ana")) == Approval::kWhole);
}

TEST_CASE("a recorded approval is worth nothing when its challenge is over, nor does the issuance wait for ever",
          "[server][staff]") {
    World w;
    const auto request = w.wait(w.kiosk);
    const auto recorded = protocol::write_code_approval(w.typed(request, "ana"), w.kiosk.key);
    w.clock.advance(std::chrono::seconds(kChallengeSeconds));
    CHECK(w.send(recorded).error() == Error::kStaleChallenge);
    w.board.expire();
    CHECK(w.approve(w.typed(request, "ana")).error() == Error::kGone);
}

TEST_CASE("a librarian of another site, a site with a desk, and a role that may not are refused", "[server][staff]") {
    World w;
    const auto request = w.wait(w.kiosk);
    CHECK(w.approve(w.typed(request, "far")).error() == Error::kSite);
    const auto branch = w.wait(w.at_branch);
    CHECK(w.send(protocol::write_code_approval(w.typed(branch, "far"), w.at_branch.key)).error() == Error::kSite);
    const auto senior = w.wait(w.kiosk, 3);
    CHECK(w.approve(w.typed(senior, "ana")).error() == Error::kRole);
    CHECK(w.state(senior) == AnswerState::kWaiting);
}

TEST_CASE("a kiosk is told that approvals are typed at it, at a site with one device alone, and only while it waits",
          "[server][staff]") {
    World w;
    const auto request = w.wait(w.kiosk);
    CHECK(w.issuances.answer(request).takes_codes);
    CHECK_FALSE(w.issuances.answer(w.wait(w.at_branch)).takes_codes);
    REQUIRE(w.approve(w.typed(request, "ana")));
    CHECK_FALSE(w.issuances.answer(request).takes_codes);
}

TEST_CASE("a child's card takes the codes of two librarians", "[server][staff]") {
    World w;
    const auto child = w.wait(w.kiosk, 0);
    CHECK(w.approve(w.typed(child, "ana")) == Approval::kFirst);
    w.clock.advance(30s);
    CHECK(w.approve(w.typed(child, "ana")).error() == Error::kSamePerson);
    CHECK(w.approve(w.typed(child, "ben")) == Approval::kWhole);
}

TEST_CASE("codes are guessed at the kiosk no longer than passwords at the desk", "[server][staff]") {
    World w;
    for (unsigned i = 0; i < kWrongUntilLocked; ++i) {
        w.clock.advance(kLongestDelay);
        CHECK(w.approve(w.typed(w.wait(w.kiosk), "ana", "000000")).error() == Error::kCode);
    }
    CHECK(w.approve(w.typed(w.wait(w.kiosk), "ana")).error() == Error::kLocked);
    for (unsigned i = 0; i < kFreeAttempts; ++i)
        CHECK(w.approve(w.typed(w.wait(w.kiosk), "nobody", "000000")).error() == Error::kCode);
    CHECK(w.approve(w.typed(w.wait(w.kiosk), "nobody", "000000")).error() == Error::kTooMany);
}

TEST_CASE("an approval by code is read as it was written, and nothing else is one", "[server][staff]") {
    World w;
    const auto typed = w.typed(w.wait(w.kiosk), "ana");
    const auto good = protocol::write_code_approval(typed, w.kiosk.key);
    const auto read = protocol::read_code_approval(good);
    REQUIRE(read);
    CHECK(read->librarian == "ana");
    CHECK(read->code == typed.code);
    CHECK(read->request == typed.request);
    CHECK(read->payload_hash == typed.payload_hash);
    CHECK(good.size() == protocol::kKioskRequestBytes);
    // Magic, class, no name, a name too long, reserved, code, zero within and after the name.
    const std::vector<std::pair<std::size_t, std::uint8_t>> changes = {
        {3, '2'}, {4, 255}, {5, 0}, {5, 129}, {6, 1}, {7, 1}, {96, 'a'}, {101, '/'}, {103, 0}, {105, 'x'}, {1215, 1}};
    for (const auto& [at, value] : changes) {
        INFO(at);
        auto wrong = good;
        wrong[at] = value;
        CHECK_FALSE(protocol::read_code_approval(wrong));
        CHECK_FALSE(protocol::code_approval_is_signed_by(wrong, w.kiosk.key.public_half));
    }
    CHECK_FALSE(protocol::read_code_approval(byte_view(good).first(1279)));
    CHECK_FALSE(protocol::read_request(good));
}

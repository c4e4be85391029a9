// What a kiosk may do: fresh challenges, its rate, its end. On a clock that the test moves.
#include "server/enrolment_service.h"
#include "server/issuance_service.h"
#include "server/store/memory_store.h"
#include "server/store/record_writer.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;
using protocol::AnswerState;

namespace {

constexpr std::int64_t kNow = 1'795'000'000;

// A calendar that somebody sets, over a steady clock that nobody does.
class SetClock final : public Clock {
public:
    std::int64_t unix_seconds() const override { return calendar; }
    date local_day(std::int64_t seconds) const override { return date_of_unix_seconds(seconds); }
    std::chrono::milliseconds uptime() const override { return up; }

    std::int64_t calendar = kNow;
    std::chrono::milliseconds up{0};
};

struct World {
    World() { set({kiosk.entry(), other.entry()}); }

    void set(std::vector<Kiosk> kiosks) {
        StoredSettings stored;
        stored.kiosks = std::move(kiosks);
        stored.manifest = StoredDocument{1, city.manifest()};
        settings.now = read_settings(stored);
        issuances.settings_changed();
    }
    void suspend() {
        auto entry = kiosk.entry();
        entry.suspended = true;
        set({entry, other.entry()});
    }
    std::expected<protocol::KioskRequest, Error> check(const std::string& bytes) {
        std::expected<protocol::KioskRequest, Error> result = std::unexpected(Error::kInternal);
        issuances.check(as_bytes(bytes), [&](auto checked) { result = checked; });
        return result;
    }
    std::expected<void, Error> issue(const protocol::KioskRequest& request) {
        std::expected<void, Error> result = std::unexpected(Error::kInternal);
        issuances.issue(request, [&](auto admitted) { result = admitted; });
        return result;
    }
    std::string recorded(const protocol::KioskRequest& request) const {
        return kiosk.bytes_of(request, challenges.make());
    }

    City city;
    TestKiosk kiosk{"Kiosk 1"};
    TestKiosk other{"Kiosk 2"};
    SetClock clock;
    CurrentSettings settings;
    MemoryStore store;
    DirectWriter writer{store};
    DirectFinder finder{store};
    ChallengeMaker challenges{clock};
    ReceiptSigner signer{city.keys()};
    DirectHeavyWork signatures;
    IssuanceBoard board{clock, {}};
    IssuanceService issuances{clock, settings, challenges, signer, signatures, board, finder};
};

// Work that is done when somebody says so.
class LateWork final : public HeavyWork {
public:
    bool run(std::function<void()> work, std::function<void()> done) override {
        if (is_full)
            return false;
        jobs.push_back([work = std::move(work), done = std::move(done)] {
            work();
            done();
        });
        return true;
    }
    void do_all() {
        for (const auto& job : std::exchange(jobs, {}))
            job();
    }

    bool is_full = false;
    std::vector<std::function<void()>> jobs;
};

struct Enrolling {
    SetClock clock;
    MemoryStore store;
    DirectRedeemer redeemer{store};
    ChallengeMaker challenges{clock};
    EnrolmentService service{clock, challenges, redeemer};
    signing_key code = signing_key::generate();
    signing_key kiosk = signing_key::generate();

    std::expected<protocol::Enrolled, Error> enroll(byte_view body) {
        std::expected<protocol::Enrolled, Error> out = std::unexpected(Error::kInternal);
        service.enroll(body, [&](auto result) { out = std::move(result); });
        return out;
    }
    protocol::EnrolmentBytes body() const { return protocol::write_enrolment(challenges.make(), code, kiosk); }
};

}  // namespace

TEST_CASE("a recorded request is good for ten minutes, and no longer", "[server]") {
    World w;
    const auto bytes = w.recorded(w.kiosk.request(w.city));
    w.clock.up += 599s;
    CHECK(w.check(bytes));
    w.clock.up += 1s;
    CHECK(w.check(bytes).error() == Error::kStaleChallenge);
}

TEST_CASE("a calendar that is set back makes no old request good again", "[server]") {
    World w;
    const auto bytes = w.recorded(w.kiosk.request(w.city));
    w.clock.up += 601s;
    for (const std::int64_t back : {601, 3600, 365 * 24 * 3600}) {
        w.clock.calendar = kNow - back;
        CHECK(w.check(bytes).error() == Error::kStaleChallenge);
    }
}

TEST_CASE("another process's challenge, and one that was altered, are stale", "[server]") {
    World w;
    const ChallengeMaker elsewhere(w.clock);
    CHECK_FALSE(w.challenges.is_good(elsewhere.make()));
    const auto good = w.challenges.make();
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
        auto altered = good;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        CHECK_FALSE(w.challenges.is_good(altered));
    }
}

TEST_CASE("a kiosk that is stopped while its signature is looked at is heard no more", "[server]") {
    World w;
    LateWork late;
    IssuanceService issuances(w.clock, w.settings, w.challenges, w.signer, late, w.board, w.finder);
    std::vector<std::expected<protocol::KioskRequest, Error>> heard;
    const auto check = [&] {
        issuances.check(as_bytes(w.recorded(w.kiosk.request(w.city))), [&](auto checked) { heard.push_back(checked); });
    };
    check();
    CHECK(heard.empty());
    late.do_all();
    REQUIRE(heard.size() == 1);
    CHECK(heard[0]);
    check();
    w.suspend();
    late.do_all();
    REQUIRE(heard.size() == 2);
    CHECK(heard[1].error() == Error::kSuspended);
    check();
    w.set({w.other.entry()});
    late.do_all();
    REQUIRE(heard.size() == 3);
    CHECK(heard[2].error() == Error::kUnknownKiosk);
}

TEST_CASE("where too many signatures wait, a kiosk is told to ask later", "[server]") {
    World w;
    LateWork late;
    IssuanceService issuances(w.clock, w.settings, w.challenges, w.signer, late, w.board, w.finder);
    late.is_full = true;
    std::optional<Error> refused;
    issuances.check(as_bytes(w.recorded(w.kiosk.request(w.city))), [&](auto checked) { refused = checked.error(); });
    CHECK(refused == Error::kTooMany);
    refused.reset();
    const protocol::Answer approved{
        .state = AnswerState::kApproved, .refusal = {}, .receipt = {}, .issuer_signature = {}};
    issuances.sign(w.kiosk.request(w.city), approved, [&](auto made) { refused = made.error(); });
    CHECK(refused == Error::kTooMany);
    std::optional<AnswerState> state;
    issuances.sign(w.kiosk.request(w.city), {}, [&](auto made) { state = made->state; });
    CHECK(state == AnswerState::kWaiting);  // needs no signature
}

TEST_CASE("a request that is played again brings nothing back: denied, cancelled and replaced stay so", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    const auto bytes = w.recorded(request);
    REQUIRE(w.issue(*w.check(bytes)));
    SECTION("denied") { w.board.refuse(request.request, protocol::denial(protocol::DenialReason::kPapers)); }
    SECTION("cancelled") { w.issuances.cancel(protocol::cancel_of(request)); }
    SECTION("replaced by the kiosk's next") { REQUIRE(w.issue(w.kiosk.request(w.city))); }
    const auto decided = w.issuances.answer(request).state;
    REQUIRE(is_final(w.issuances.answer(request)));
    for (int i = 0; i < 59; ++i) {
        w.clock.up += 10s;
        w.board.expire();
        const auto again = w.check(bytes);
        REQUIRE(again);
        REQUIRE(w.issue(*again));
        CHECK(w.issuances.answer(*again).state == decided);
        CHECK(w.board.find(request.request)->state != IssuanceState::kWaiting);
    }
    // The challenge ends before the decision is forgotten.
    w.clock.up += 10s;
    CHECK(w.check(bytes).error() == Error::kStaleChallenge);
    CHECK(w.board.find(request.request) != nullptr);
}

TEST_CASE("a suspended kiosk is refused whatever it asks, and what waits is taken from the desk", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    const auto theirs = w.other.request(w.city);
    REQUIRE(w.issue(request));
    REQUIRE(w.issue(theirs));
    const auto bytes = w.recorded(request);
    w.suspend();
    CHECK(w.check(bytes).error() == Error::kSuspended);
    CHECK(w.issuances.may_ask(request.kiosk).error() == Error::kSuspended);
    CHECK(w.issue(w.kiosk.request(w.city)).error() == Error::kSuspended);
    REQUIRE(w.board.waiting_at("North Branch").size() == 1);
    CHECK(w.board.waiting_at("North Branch").front()->kiosk == "Kiosk 2");
    // Who does not have its key is not told that it is suspended.
    CHECK(w.check(w.other.bytes_of(request, w.challenges.make())).error() == Error::kSignature);

    w.set({w.kiosk.entry(), w.other.entry()});
    CHECK(w.check(w.recorded(w.kiosk.request(w.city))));
    CHECK(w.issue(w.kiosk.request(w.city)));
}

TEST_CASE("a removed kiosk is unknown, and what it asked for is approved no more", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    const auto bytes = w.recorded(request);
    w.set({w.other.entry()});
    CHECK(w.check(bytes).error() == Error::kUnknownKiosk);
    CHECK(w.issue(request).error() == Error::kUnknownKiosk);
    CHECK(w.board.waiting(request.request, "North Branch").error() == Error::kGone);
}

TEST_CASE("what is being stored when its kiosk is suspended is stored to its end", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    w.board.start_storing(request.request);
    w.suspend();
    CHECK(w.board.find(request.request)->state == IssuanceState::kStoring);
    w.board.finish_storing(request.request, true);
    CHECK(w.board.find(request.request)->state == IssuanceState::kApproved);
}

TEST_CASE("a kiosk begins 120 issuances at once and one every second; others are not held up", "[server]") {
    World w;
    for (int i = 0; i < 120; ++i)
        REQUIRE(w.issue(w.kiosk.request(w.city)));
    const auto request = w.kiosk.request(w.city);
    CHECK(w.issue(request).error() == Error::kTooMany);
    CHECK(w.board.find(request.request) == nullptr);
    CHECK(w.issue(w.other.request(w.city)));
    w.clock.up += 999ms;
    CHECK(w.issue(request).error() == Error::kTooMany);
    w.clock.up += 1ms;
    REQUIRE(w.issue(request));
    // Asking again about the same one is no new one.
    for (int i = 0; i < 100; ++i)
        CHECK(w.issue(request));
    CHECK(w.issue(w.kiosk.request(w.city)).error() == Error::kTooMany);
    w.clock.up += 1h;
    for (int i = 0; i < 120; ++i)
        REQUIRE(w.issue(w.kiosk.request(w.city)));
    CHECK(w.issue(w.kiosk.request(w.city)).error() == Error::kTooMany);
}

TEST_CASE("each thing that is wrong with an enrolment has its own error", "[server]") {
    Enrolling e;
    const auto body = e.body();
    CHECK(e.enroll(byte_view(body).first(100)).error() == Error::kMalformed);
    CHECK(e.enroll(body).error() == Error::kCodeUnknown);
    auto altered = body;
    altered[50] ^= 1;
    CHECK(e.enroll(altered).error() == Error::kSignature);
    REQUIRE(e.store.put_code({e.code.public_half, "North Branch", "Kiosk 1", kNow + 60}));
    e.clock.up += 601s;
    CHECK(e.enroll(body).error() == Error::kStaleChallenge);
    CHECK(e.enroll(e.body())->name == "Kiosk 1");
    CHECK(e.enroll(e.body())->site == "North Branch");
    e.kiosk = signing_key::generate();
    CHECK(e.enroll(e.body()).error() == Error::kCodeUsed);
    e.code = signing_key::generate();
    REQUIRE(e.store.put_code({e.code.public_half, "North Branch", "Kiosk 2", kNow - 1}));
    CHECK(e.enroll(e.body()).error() == Error::kCodeExpired);
}

TEST_CASE("many wrong codes are too many for a while, good ones too; they are not counted", "[server]") {
    Enrolling e;
    for (int i = 0; i < 30; ++i)
        CHECK(e.enroll(e.body()).error() == Error::kCodeUnknown);
    CHECK(e.enroll(e.body()).error() == Error::kTooMany);
    REQUIRE(e.store.put_code({e.code.public_half, "North Branch", "Kiosk 1", kNow + 60}));
    CHECK(e.enroll(e.body()).error() == Error::kTooMany);
    e.clock.up += 2s;
    for (int i = 0; i < 100; ++i)
        CHECK(e.enroll(e.body()));
}

// Board, desk and kiosk services on a store in memory and a clock that the test moves.
#include "server/desk_service.h"
#include "server/issuance_service.h"
#include "server/store/memory_store.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <set>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;
using protocol::AnswerState;
using protocol::DenialReason;

namespace {

constexpr std::int64_t kNow = 1'795'000'000;

struct World {
    explicit World(City a_city = {}) : city(std::move(a_city)) {
        StoredSettings stored;
        stored.kiosks = {kiosk.entry(), other_kiosk.entry(), elsewhere.entry()};
        stored.manifest = StoredDocument{1, city.manifest()};
        settings.now = read_settings(stored);
        REQUIRE(settings.now->manifest);
    }

    std::expected<void, Error> issue(const protocol::KioskRequest& request) {
        std::optional<std::expected<void, Error>> result;
        issuances.issue(request, [&](auto admitted) { result = admitted; });
        REQUIRE(result);
        return *result;
    }
    std::expected<void, Error> approve(const protocol::KioskRequest& request) {
        return approve(request, protocol::words_of(request));
    }
    std::expected<void, Error> approve(const protocol::KioskRequest& request, const protocol::Words& words) {
        std::optional<std::expected<void, Error>> result;
        const std::array<std::string, 3> texts = {std::string(words[0]), std::string(words[1]), std::string(words[2])};
        desk.approve(staff, request.request, texts, [&](auto decided) {
            result = decided ? std::expected<void, Error>() : std::unexpected(decided.error());
        });
        REQUIRE(result);
        return *result;
    }
    std::uint64_t count(const std::string& outcome) {
        return *store.count({clock.today(), "North Branch", "demo", "adult", outcome});
    }
    std::expected<protocol::KioskRequest, Error> check(const std::string& bytes) {
        std::expected<protocol::KioskRequest, Error> result = std::unexpected(Error::kInternal);
        issuances.check(as_bytes(bytes), [&](auto checked) { result = checked; });
        return result;
    }
    AnswerState state(const protocol::KioskRequest& request) { return issuances.answer(request).state; }

    City city;
    TestKiosk kiosk{"Kiosk 1"};
    TestKiosk other_kiosk{"Kiosk 2"};
    TestKiosk elsewhere{"Kiosk 1", "South Branch"};
    Staff staff{"demo", "North Branch"};
    ManualClock clock{kNow};
    CurrentSettings settings;
    MemoryStore store;
    DirectWriter writer{store};
    DirectFinder finder{store};
    ChallengeMaker challenges{clock};
    ReceiptSigner signer{city.keys()};
    DirectHeavyWork signatures;
    IssuanceBoard board{clock, {}};
    IssuanceService issuances{clock, settings, challenges, signer, signatures, board, finder};
    UnusualBoard unusual{clock, [] {}};
    DeskService desk{clock, settings, board, writer, unusual};
};

}  // namespace

TEST_CASE("the desk is offered three choices that share no word and stay as they are", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    const auto choices = w.board.find(request.request)->choices;
    std::set<std::string_view> words;
    std::size_t distinct = 0;
    for (const auto& choice : choices) {
        const std::set<std::string_view> own(choice.begin(), choice.end());
        distinct += own.size();
        words.insert(own.begin(), own.end());
    }
    CHECK(words.size() == distinct);
    CHECK(std::ranges::count(choices, protocol::words_of(request)) == 1);
    REQUIRE(w.issue(request));
    CHECK(w.board.find(request.request)->choices == choices);
}

TEST_CASE("the right words come at each of the three places", "[server]") {
    World w;
    const auto right = protocol::words_of(w.kiosk.request(w.city));
    std::set<std::size_t> places;
    for (int i = 0; i < 200; ++i) {
        const auto choices = choices_with(right);
        places.insert(static_cast<std::size_t>(std::ranges::find(choices, right) - choices.begin()));
    }
    CHECK(places == std::set<std::size_t>{0, 1, 2});
}

TEST_CASE("approving with other words denies the issuance and stores no record", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    auto words = protocol::words_of(request);
    std::swap(words[0], words[1]);
    CHECK(w.approve(request, words).error() == Error::kWordsDiffer);
    CHECK(w.issuances.answer(request).refusal.denied == DenialReason::kWords);
    CHECK(w.approve(request).error() == Error::kGone);
    CHECK(w.count("denied_words") == 1);
    CHECK(w.count("approved") == 0);
}

TEST_CASE("a librarian of another site neither sees nor decides an issuance", "[server]") {
    World w;
    const auto request = w.elsewhere.request(w.city);
    REQUIRE(w.issue(request));
    CHECK(w.board.waiting_at("North Branch").empty());
    CHECK(w.approve(request).error() == Error::kGone);
    CHECK(w.state(request) == AnswerState::kWaiting);
}

TEST_CASE("nobody approves for a kiosk that is gone", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    w.clock.advance(39s);
    w.board.expire();
    CHECK(w.board.waiting_at("North Branch").size() == 1);
    REQUIRE(w.issue(request));
    w.clock.advance(41s);
    const auto version = w.board.version("North Branch");
    CHECK(w.approve(request).error() == Error::kGone);
    CHECK(w.board.waiting_at("North Branch").empty());
    CHECK(w.board.version("North Branch") != version);
    SECTION("until it asks again") {
        REQUIRE(w.issue(request));
        CHECK(w.approve(request));
    }
}

TEST_CASE("a new issuance of a kiosk takes the place of the one that waits", "[server]") {
    World w;
    const auto first = w.kiosk.request(w.city);
    const auto second = w.kiosk.request(w.city);
    REQUIRE(w.issue(first));
    REQUIRE(w.issue(second));
    CHECK(w.board.waiting_at("North Branch").size() == 1);
    CHECK(w.state(first) == AnswerState::kCancelled);
    CHECK(w.approve(first).error() == Error::kGone);
    CHECK(w.approve(second));
}

TEST_CASE("a site takes 32 waiting issuances and no more, and other sites go on", "[server]") {
    World w;
    StoredSettings stored;
    std::vector<TestKiosk> kiosks;
    for (std::size_t i = 0; i <= kMaxWaitingAtSite; ++i)
        kiosks.emplace_back("Kiosk " + std::to_string(i));
    for (std::size_t i = 0; i < kMaxWaitingAtSite; ++i)
        REQUIRE(w.board.admit(kiosks[i].request(w.city), kiosks[i].entry(), "adult"));
    CHECK(w.board.admit(kiosks.back().request(w.city), kiosks.back().entry(), "adult").error() == Error::kTooMany);
    CHECK(w.board.admit(w.elsewhere.request(w.city), w.elsewhere.entry(), "adult"));
    CHECK(w.board.admit(kiosks.front().request(w.city), kiosks.front().entry(), "adult"));
}

TEST_CASE("a cancel that comes while the record is being stored is too late", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    w.writer.hold();
    std::optional<std::expected<Approval, Error>> decided;
    const auto words = protocol::words_of(request);
    w.desk.approve(w.staff, request.request, {std::string(words[0]), std::string(words[1]), std::string(words[2])},
                   [&](auto result) { decided = result; });
    CHECK_FALSE(decided);
    CHECK(w.state(request) == AnswerState::kWaiting);
    w.issuances.cancel(protocol::cancel_of(request));
    CHECK(w.approve(request).error() == Error::kGone);
    CHECK(w.issue(w.kiosk.request(w.city)).error() == Error::kTooMany);
    w.clock.advance(60s);
    w.board.expire();
    w.writer.release();
    REQUIRE(decided);
    CHECK(*decided);
    CHECK(w.state(request) == AnswerState::kApproved);
    CHECK(w.state(protocol::cancel_of(request)) == AnswerState::kApproved);
    CHECK(w.count("approved") == 1);
}

TEST_CASE("a card that is printed again is approved anew, counted as that, and keeps its one record", "[server]") {
    const auto again = GENERATE(protocol::Again::kFailed, protocol::Again::kNothing, protocol::Again::kSpoiled);
    World w;
    const auto first = w.kiosk.request(w.city);
    REQUIRE(w.issue(first));
    REQUIRE(w.approve(first));
    auto second = w.kiosk.request(w.city);
    second.sealed = first.sealed;
    second.payload_hash = first.payload_hash;
    second.again = again;
    REQUIRE(w.issue(second));
    CHECK(w.state(second) == AnswerState::kWaiting);
    REQUIRE(w.board.waiting_at("North Branch").size() == 1);
    CHECK(w.board.waiting_at("North Branch")[0]->request.again == again);
    REQUIRE(w.approve(second));
    CHECK(w.state(second) == AnswerState::kApproved);
    CHECK(w.count("approved") == 1);
    CHECK(w.count("approved_again") == 1);
    struct : RecordSink {
        bool begin(std::uint64_t count) override { return count == 1; }
        bool record(byte_view) override { return true; }
    } sink;
    CHECK(w.store.export_records(1, sink));
}

TEST_CASE("a full disk leaves the issuance waiting, to be approved again", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    w.store.fail_with(StoreError::kFull);
    CHECK(w.approve(request).error() == Error::kStoreFull);
    CHECK(w.state(request) == AnswerState::kWaiting);
    CHECK(w.board.waiting_at("North Branch").size() == 1);
    w.store.fail_with(std::nullopt);
    CHECK(w.approve(request));
    CHECK(w.count("approved") == 1);
}

TEST_CASE("a denial stands even when its count cannot be stored, and the librarian is told", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    w.store.fail_with(StoreError::kFull);
    std::optional<std::expected<void, Error>> decided;
    w.desk.refuse(w.staff, request.request, protocol::denial(DenialReason::kPapers),
                  [&](auto result) { decided = result; });
    REQUIRE(decided);
    CHECK(decided->error() == Error::kNotCounted);
    CHECK(w.issuances.answer(request).refusal.denied == DenialReason::kPapers);
}

TEST_CASE("an approval of an earlier process is recognised and answered with a fresh receipt", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    REQUIRE(w.approve(request));
    IssuanceBoard empty_board(w.clock, {});
    IssuanceService after_restart(w.clock, w.settings, w.challenges, w.signer, w.signatures, empty_board, w.finder);
    w.clock.advance(30s);
    after_restart.issue(request, [](auto admitted) { CHECK(admitted); });
    const auto answer = after_restart.answer(request);
    CHECK(answer.state == AnswerState::kApproved);
    const std::vector<public_key> keys = {w.city.receipt.public_half};
    bool is_signed = false;
    after_restart.sign(request, answer, [&](const auto& made) {
        REQUIRE(made);
        is_signed = protocol::check_receipt(made->receipt, request, keys, w.clock.unix_seconds()).has_value();
    });
    CHECK(is_signed);
    CHECK(empty_board.waiting_at("North Branch").empty());
    CHECK(w.count("approved") == 1);
}

TEST_CASE("a decision is remembered longer than a recorded request is worth anything", "[server]") {
    static_assert(kDecisionIsForgotten.count() > kChallengeSeconds);
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    w.issuances.cancel(protocol::cancel_of(request));
    w.clock.advance(std::chrono::seconds(kChallengeSeconds));
    CHECK(w.issue(request));
    CHECK(w.state(request) == AnswerState::kCancelled);
    w.clock.advance(kDecisionIsForgotten);
    w.board.expire();
    CHECK(w.board.find(request.request) == nullptr);
}

TEST_CASE("a request that was asked before is as good as it was, and with another signature it is nobody's",
          "[server]") {
    World w;
    auto request = w.kiosk.request(w.city);
    auto bytes = w.kiosk.bytes_of(request, w.challenges.make());
    const auto checked = w.check(bytes);
    REQUIRE(checked);
    REQUIRE(w.issue(*checked));
    CHECK(w.check(bytes));
    for (const std::size_t at : {bytes.size() - 1, bytes.size() - 64, std::size_t{40}, std::size_t{96}}) {
        auto other = bytes;
        other[at] = static_cast<char>(other[at] ^ 1);
        CHECK(w.check(other).error() == Error::kSignature);
    }
    w.clock.advance(std::chrono::seconds(kChallengeSeconds));
    CHECK(w.check(bytes).error() == Error::kStaleChallenge);
}

TEST_CASE("a challenge is good until it expires, and only as it was made", "[server]") {
    World w;
    auto challenge = w.challenges.make();
    CHECK(w.challenges.is_good(challenge));
    CHECK_FALSE(ChallengeMaker(w.clock).is_good(challenge));
    w.clock.advance(std::chrono::seconds(kChallengeSeconds - 1));
    CHECK(w.challenges.is_good(challenge));
    w.clock.advance(1s);
    CHECK_FALSE(w.challenges.is_good(challenge));
    challenge[7] ^= 0x40;  // a later expiry
    CHECK_FALSE(w.challenges.is_good(challenge));
}

TEST_CASE("the same id with other content is a conflict, also from another kiosk", "[server]") {
    World w;
    const auto request = w.kiosk.request(w.city);
    REQUIRE(w.issue(request));
    auto other = request;
    other.payload_hash[0] ^= 1;
    CHECK(w.issue(other).error() == Error::kRequestConflict);
    auto once_more = request;
    once_more.again = protocol::Again::kSpoiled;
    CHECK(w.issue(once_more).error() == Error::kRequestConflict);
    auto stolen = w.other_kiosk.request(w.city);
    stolen.request = request.request;
    CHECK(w.issue(stolen).error() == Error::kRequestConflict);
    w.issuances.cancel(protocol::cancel_of(stolen));
    CHECK(w.state(request) == AnswerState::kWaiting);
    CHECK(w.issuances.answer(stolen).state == AnswerState::kWaiting);
    REQUIRE(w.approve(request));
    CHECK(w.issuances.answer(protocol::cancel_of(stolen)).state == AnswerState::kCancelled);
}

TEST_CASE("a programme that keeps no records counts and forgets", "[server]") {
    City city;
    city.records = "none";
    World w(std::move(city));
    auto request = w.kiosk.request(w.city);
    request.sealed.fill(0);
    REQUIRE(w.issue(request));
    REQUIRE(w.approve(request));
    CHECK(w.count("approved") == 1);
    struct : RecordSink {
        bool begin(std::uint64_t count) override { return count == 0; }
        bool record(byte_view) override { return false; }
    } sink;
    CHECK(w.store.export_records(1, sink));
}

TEST_CASE("a manifest of another epoch refuses records sealed before, and answers what is stored", "[server]") {
    World w;
    const auto stored = w.kiosk.request(w.city);
    REQUIRE(w.issue(stored));
    REQUIRE(w.approve(stored));
    const auto late = w.other_kiosk.request(w.city);
    City next = World().city;
    StoredSettings settings;
    settings.kiosks = {w.kiosk.entry(), w.other_kiosk.entry()};
    settings.manifest = StoredDocument{2, next.manifest(2)};
    w.settings.now = read_settings(settings);
    CHECK(w.issue(late).error() == Error::kEpoch);
    CHECK(w.issue(stored));
    CHECK(w.state(stored) == AnswerState::kApproved);
}

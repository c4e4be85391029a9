#include "protocol/statements/standing.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::protocol;

namespace {

date on(const char* text) { return *date::parse(text); }

// An epoch whose key three of five hold; it ends with 2027, and its time is over on 1 January 2034.
class Epoch {
public:
    Epoch() { add_sharing(5, 3); }

    hash256 add_sharing(std::uint32_t custodians, std::uint32_t threshold) {
        const auto number = static_cast<std::uint32_t>(sharings.size() + 1);
        sharings.push_back({random_array<32>(), 7, number, threshold, std::vector<public_key>(custodians)});
        return sharings.back().id;
    }
    hash256 say(Statement statement) {
        const auto id = statement_id(payload_of(statement).value());
        said.push_back({std::move(statement), id});
        return id;
    }
    hash256 hold(const char* day) { return say(Hold{{"Lakehaven", 7, on(day)}, "CV-1", "County court"}); }
    void release(const hash256& hold, const char* day) {
        say(HoldRelease{{"Lakehaven", 7, on(day)}, hold, "CV-2", "County court"});
    }
    void destroy(const hash256& sharing, std::initializer_list<std::uint32_t> indices, const char* day,
                 std::optional<hash256> next = {}) {
        for (const auto index : indices)
            say(Destruction{{"Lakehaven", 7, on(day)}, sharing, index, "LIB-4", next});
    }
    void destroy(std::initializer_list<std::uint32_t> indices, const char* day) {
        destroy(sharings[0].id, indices, day);
    }
    EpochStanding at(const char* day) const {
        return standing_of({7, on("2027-12-31"), on("2034-01-01"), sharings, said}, on(day));
    }
    EpochState state(const char* day) const { return at(day).state; }

    std::vector<Sharing> sharings;
    std::vector<SignedStatement> said;
};

}  // namespace

TEST_CASE("An epoch is open to its last day, then closed, then due from its day on") {
    const Epoch epoch;
    CHECK(epoch.state("2026-11-27") == EpochState::kOpen);
    CHECK(epoch.state("2027-12-31") == EpochState::kOpen);
    CHECK(epoch.state("2028-01-01") == EpochState::kClosed);
    CHECK(epoch.state("2033-12-31") == EpochState::kClosed);
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
    CHECK(epoch.state("2044-01-01") == EpochState::kDue);
}

TEST_CASE("n-k+1 statements of different custodians destroy an epoch, and not one less") {
    Epoch epoch;
    epoch.destroy({1, 4}, "2034-02-01");
    CHECK(epoch.state("2034-02-01") == EpochState::kDue);
    CHECK(epoch.at("2034-02-01").sharings[0].missing == std::vector<std::uint32_t>{2, 3, 5});
    epoch.destroy({4, 4}, "2034-02-02");
    CHECK(epoch.state("2034-02-02") == EpochState::kDue);
    epoch.destroy({2}, "2034-02-03");
    CHECK(epoch.state("2034-02-02") == EpochState::kDue);
    CHECK(epoch.state("2034-02-03") == EpochState::kDestroyed);
}

TEST_CASE("Nothing said before an epoch's time destroys it") {
    Epoch epoch;
    epoch.destroy({1, 2, 3, 4, 5}, "2033-12-31");
    CHECK(epoch.state("2033-12-31") == EpochState::kClosed);
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
    epoch.destroy({1, 2, 3}, "2034-01-01");
    CHECK(epoch.state("2034-01-01") == EpochState::kDestroyed);
}

TEST_CASE("While a hold stands nothing counts as destroyed, and afterwards it is said again") {
    Epoch epoch;
    const auto first = epoch.hold("2027-05-01");
    const auto second = epoch.hold("2034-01-15");
    CHECK(epoch.state("2027-04-30") == EpochState::kOpen);
    CHECK(epoch.state("2027-05-01") == EpochState::kOnHold);
    epoch.release(first, "2034-01-20");
    CHECK(epoch.at("2034-01-19").holds.size() == 2);
    CHECK(epoch.at("2034-01-20").holds.size() == 1);
    epoch.destroy({1, 2, 3, 4, 5}, "2034-01-25");
    CHECK(epoch.state("2034-01-25") == EpochState::kOnHold);
    epoch.release(second, "2034-03-01");
    CHECK(epoch.state("2034-03-01") == EpochState::kDue);
    epoch.destroy({1, 2, 3}, "2034-03-01");
    CHECK(epoch.state("2034-03-01") == EpochState::kDestroyed);
}

TEST_CASE("A release lifts the hold that it names, and no other epoch's") {
    Epoch epoch;
    const auto hold = epoch.hold("2033-01-01");
    epoch.release(random_array<32>(), "2033-02-01");
    epoch.say(HoldRelease{{"Lakehaven", 8, on("2033-02-01")}, hold, "CV-2", "County court"});
    CHECK(epoch.state("2034-01-01") == EpochState::kOnHold);
    epoch.release(hold, "2033-02-01");
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
    epoch.say(Hold{{"Lakehaven", 8, on("2033-02-01")}, "CV-1", "County court"});
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
}

TEST_CASE("A key that was shared anew is destroyed when the shares of every sharing are") {
    Epoch epoch;
    const auto first = epoch.sharings[0].id;
    const auto second = epoch.add_sharing(3, 2);
    epoch.destroy(second, {1, 3}, "2034-01-01");
    CHECK(epoch.state("2034-01-02") == EpochState::kDue);
    epoch.destroy(first, {1, 2}, "2029-01-01", second);
    CHECK(epoch.state("2034-01-02") == EpochState::kDue);
    epoch.destroy(first, {5}, "2034-01-02");
    CHECK(epoch.state("2034-01-02") == EpochState::kDestroyed);
}

TEST_CASE("A resharing's destructions never end an epoch by themselves") {
    Epoch epoch;
    const auto first = epoch.sharings[0].id;
    const auto unknown = random_array<32>();
    epoch.destroy(first, {1, 2, 3, 4, 5}, "2029-01-01", unknown);
    CHECK(epoch.state("2029-01-01") == EpochState::kClosed);
    CHECK_FALSE(epoch.at("2029-01-01").knows_all_sharings);
    epoch.destroy(first, {1, 2, 3}, "2034-01-01");
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
    epoch.sharings.push_back({unknown, 7, 2, 1, std::vector<public_key>(1)});
    CHECK(epoch.at("2034-01-01").knows_all_sharings);
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
    epoch.destroy(unknown, {1}, "2034-01-01");
    CHECK(epoch.state("2034-01-01") == EpochState::kDestroyed);
}

TEST_CASE("A hold does not keep those who hand on their shares from destroying them") {
    Epoch epoch;
    const auto first = epoch.sharings[0].id;
    epoch.hold("2028-01-01");
    const auto second = epoch.add_sharing(3, 2);
    epoch.destroy(first, {1, 2, 3}, "2029-01-01", second);
    CHECK(epoch.at("2029-01-01").sharings[0].is_gone());
    epoch.destroy(second, {1, 2}, "2034-01-01");
    CHECK_FALSE(epoch.at("2034-01-01").sharings[1].is_gone());
    CHECK(epoch.state("2034-01-01") == EpochState::kOnHold);
}

TEST_CASE("An epoch of which a sharing is missing, or all are, is never called destroyed") {
    Epoch epoch;
    epoch.destroy({1, 2, 3}, "2034-01-01");
    CHECK(epoch.state("2034-01-01") == EpochState::kDestroyed);
    auto late = epoch;
    late.sharings[0].number = 2;
    CHECK(late.state("2034-01-01") == EpochState::kDue);
    epoch.sharings.clear();
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
}

TEST_CASE("The sole holder of a key destroys it alone") {
    Epoch epoch;
    epoch.sharings = {sole_sharing(7, random_array<32>(), random_array<32>())};
    CHECK(epoch.state("2034-01-01") == EpochState::kDue);
    epoch.destroy({1}, "2034-01-01");
    CHECK(epoch.state("2034-01-01") == EpochState::kDestroyed);
}

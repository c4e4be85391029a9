#include "custody/destruction/planning.h"
#include "tests/custody/statements/ceremony.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

// Three custodians, two of whom open; the folder of papers, and who asks.
struct Case {
    CeremonyCity city{4, 2};
    MemoryFolder papers;

    Case() {
        papers.write("manifest", city.manifest(3, "LIB-2026-04", {0, 1})).value();
        papers.write("sharing-1", city.transcript(1, 2, {0, 1, 2})).value();
    }
    Result<DestructionPlan> plan(std::size_t who, const char* day, std::uint32_t sharing = 0,
                                 const std::string& schedule = "LIB-2026-04") const {
        const auto shelf = read_shelf(*city.keys(who), papers).value();
        return plan_destruction(
            shelf, {7, sharing, city.people[who].key.public_half, city.trust.city, schedule, date::parse(day).value()});
    }
};

}  // namespace

TEST_CASE("A share is destroyed when its epoch is due, and not a day before") {
    const Case city;
    CHECK(failure_of(city.plan(1, "2033-12-31")) == "not_due");
    const auto plan = city.plan(1, "2034-01-01").value();
    CHECK(plan.said.index == 2);
    CHECK(plan.said.schedule == "LIB-2026-04");
    CHECK_FALSE(plan.said.next);
    CHECK(plan.share_file == "epoch-7-sharing-1-custodian-2.share");
}

TEST_CASE(
    "promise_4 a share is destroyed under the schedule that custodians signed for its epoch, and under no other") {
    Case city;
    for (const std::string schedule : {"", "LIB-2026-05", "LIB-2026-04 ", "lib-2026-04"}) {
        const auto refused = city.plan(1, "2034-01-01", 0, schedule);
        CHECK(failure_of(refused) == "schedule");
        CHECK(refused.error().says.find("LIB-2026-04") == std::string::npos);
    }
    // One alone names none, and a manifest of before does not take it away.
    city.papers.write("alone", city.city.manifest(4, "LIB-2026-05", {1})).value();
    city.papers.write("older", city.city.manifest(2, "", {0, 1})).value();
    CHECK(city.plan(1, "2034-01-01"));
    city.papers.remove("manifest");
    CHECK(failure_of(city.plan(1, "2034-01-01")) == "schedule");
    city.papers.write("later", city.city.manifest(5, "LIB-2034-01", {2, 3})).value();
    CHECK(failure_of(city.plan(1, "2034-01-01")) == "schedule");
    CHECK(city.plan(1, "2034-01-01", 0, "LIB-2034-01"));
}

TEST_CASE("A hold stops a destruction until it is released") {
    Case city;
    const auto hold = city.city.hold("2033-06-01");
    city.papers.write("hold.json", city.city.signed_by(hold, {0, 1})).value();
    const auto stopped = city.plan(0, "2034-01-01");
    CHECK(failure_of(stopped) == "on_hold");
    CHECK(stopped.error().says.find("CV-2033-7") != std::string::npos);
    const protocol::HoldRelease release{city.city.head("2034-02-01"), id_of(hold), "CV-2034-1", "County court"};
    city.papers.write("release.json", city.city.signed_by(release, {1, 3})).value();
    CHECK(failure_of(city.plan(0, "2034-01-31")) == "on_hold");
    CHECK(city.plan(0, "2034-02-01"));
}

TEST_CASE("Who has no share of the epoch destroys none") {
    const Case city;
    CHECK(failure_of(city.plan(3, "2034-01-01")) == "sharing");
    CHECK(failure_of(city.plan(0, "2034-01-01", 2)) == "sharing");
}

TEST_CASE("A share that was handed on goes at once, and says what took its place") {
    Case city;
    city.papers.write("sharing-2", city.city.transcript(2, 2, {1, 2, 3})).value();
    const auto second = read_shelf(*city.city.keys(0), city.papers)->sharings[1].id;
    const auto leaving = city.plan(0, "2029-01-01").value();
    CHECK(leaving.said.next == second);
    CHECK(leaving.sharing == 1);
    CHECK(failure_of(city.plan(1, "2029-01-01")) == "not_due");
    CHECK(city.plan(1, "2029-01-01", 1)->said.next == second);
    CHECK(city.plan(1, "2029-01-01", 1)->share_file == "epoch-7-sharing-1-custodian-2.share");
    CHECK_FALSE(city.plan(0, "2034-01-01")->said.next);
}

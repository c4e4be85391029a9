#include "tests/custody/city.h"

#include "protocol/trust.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

TEST_CASE("A new city has five keys, a trust file of two of them, and the dates of its epoch") {
    REQUIRE(start_crypto());
    const City city;
    CHECK(city.keys.list().value() == std::vector<std::string>{"custodian.key", "epoch.json", "epoch.share",
                                                               "issuer.key", "receipt.key", "release.key",
                                                               "trust.json"});
    const auto trust = protocol::parse_trust(city.keys.read("trust.json", 4096).value()).value();
    CHECK(trust.city == "City of Lakehaven");
    CHECK(trust.custodians.threshold == 1);
    CHECK(trust.custodians.keys == std::vector{load_key(city.keys, KeyKind::kCustodian)->public_half});
    CHECK(trust.releases.keys == std::vector{load_key(city.keys, KeyKind::kRelease)->public_half});
    const auto dates = parse_epoch_dates(city.keys.read("epoch.json", 4096).value()).value();
    CHECK(dates.end.text() == "2027-11-23");
    CHECK(dates.destroy.text() == "2034-11-23");
}

TEST_CASE("A key that is there is never written over") {
    for (const std::string name :
         {"epoch.share", "custodian.key", "release.key", "issuer.key", "receipt.key", "epoch.json", "trust.json"}) {
        MemoryFolder keys;
        keys.write(name, "old").value();
        CHECK(failure_of(create_keys(keys, "City", default_dates(kToday), kToday)) == "exists");
        CHECK(keys.list().value() == std::vector{name});
        CHECK(keys.read(name, 10).value() == "old");
    }
}

TEST_CASE("A disk that fills up leaves no half of a city") {
    for (std::size_t writes = 0; writes < 7; ++writes) {
        MemoryFolder keys;
        keys.fail_writes_after(writes);
        CHECK(failure_of(create_keys(keys, "City", default_dates(kToday), kToday)) == "not_written");
        CHECK(keys.list().value().empty());
    }
}

TEST_CASE("A city has a name that can be printed, and dates in their order") {
    MemoryFolder keys;
    const auto dates = default_dates(kToday);
    CHECK(failure_of(create_keys(keys, "", dates, kToday)) == "city");
    CHECK(failure_of(create_keys(keys, "City\n", dates, kToday)) == "city");
    CHECK(failure_of(create_keys(keys, "\xff", dates, kToday)) == "city");
    CHECK(failure_of(create_keys(keys, std::string(129, 'x'), dates, kToday)) == "city");
    CHECK(failure_of(create_keys(keys, "City", {1, kToday, kToday.plus_years(-1)}, kToday)) == "dates");
    CHECK(failure_of(create_keys(keys, "City", dates, kToday.plus_years(2))) == "dates");
    CHECK(keys.list().value().empty());
}

TEST_CASE("A key that others can read is refused") {
    City city;
    city.keys.set_open_to_others("epoch.share", true);
    CHECK(failure_of(load_key(city.keys, KeyKind::kEpoch)) == "key_open_to_others");
    city.keys.remove("epoch.share");
    CHECK(failure_of(load_key(city.keys, KeyKind::kEpoch)) == "missing");
}

TEST_CASE("The epoch's dates are read only as they are written") {
    CHECK(parse_epoch_dates(to_text(default_dates(kToday))));
    CHECK_FALSE(parse_epoch_dates(""));
    CHECK_FALSE(parse_epoch_dates(R"({"v":2,"id":1,"end":"2027-01-01","destroy":"2034-01-01"})"));
    CHECK_FALSE(parse_epoch_dates(R"({"v":1,"id":0,"end":"2027-01-01","destroy":"2034-01-01"})"));
    CHECK_FALSE(parse_epoch_dates(R"({"v":1,"id":1,"end":"2027-01-01","destroy":"2026-01-01"})"));
    CHECK_FALSE(parse_epoch_dates(R"({"v":1,"id":1,"end":"2027-02-30","destroy":"2034-01-01"})"));
    CHECK_FALSE(parse_epoch_dates(R"({"v":1,"id":1,"end":"2027-01-01","destroy":"2034-01-01","x":1})"));
    CHECK_FALSE(parse_epoch_dates(R"({"v":1,"id":1,"end":"2027-01-01","destroy":"2034-01-01","schedule":""})"));
    CHECK_FALSE(parse_epoch_dates(R"({"v":1,"id":1,"end":"2027-01-01","destroy":"2034-01-01","schedule":7})"));
}

TEST_CASE("A city's epoch is made with the id of its retention schedule, as it is on the paper") {
    auto dates = default_dates(kToday);
    for (const std::string wrong :
         {"LIB\n2026", "LIB\xff", "0123456789012345678901234567890123456789012345678901234567890123X"}) {
        MemoryFolder keys;
        dates.schedule = wrong;
        CHECK(failure_of(create_keys(keys, "City", dates, kToday)) == "schedule");
        CHECK(keys.list().value().empty());
    }
    MemoryFolder keys;
    dates.schedule = R"(No. "7" \ Bücherei)";
    create_keys(keys, "City", dates, kToday).value();
    CHECK(parse_epoch_dates(keys.read("epoch.json", 4096).value())->schedule == dates.schedule);
}

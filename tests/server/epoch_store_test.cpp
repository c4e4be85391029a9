// What a store does with epochs: what it keeps of them, and that a deleted one's records are gone, byte for byte.
#include "tests/server/support/outcomes.h"
#include "tests/server/support/stores.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <thread>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

StoredEpoch epoch_of(const City& city, std::uint32_t id = 1) {
    return {id, city.epoch_key, *date::parse("2027-01-01"), *date::parse("2034-01-01")};
}

Outcome approval_of(City& city, std::uint32_t epoch) {
    city.epoch = epoch;
    return approval(city, random_tag());
}

std::vector<Outcome> approvals_of(City& city, std::initializer_list<std::uint32_t> epochs, int count) {
    std::vector<Outcome> out;
    for (int i = 0; i < count; ++i)
        for (const auto epoch : epochs)
            out.push_back(approval_of(city, epoch));
    return out;
}

std::size_t found_of(const std::string& content, const std::vector<Outcome>& outcomes, std::uint32_t epoch) {
    std::size_t found = 0;
    for (const auto& outcome : outcomes)
        if (outcome.record->epoch == epoch)
            // The ephemeral key, and a piece from the middle: what is left may be a part.
            found += (occurrences(content, byte_view(outcome.record->sealed).subspan(16, 32)) > 0 ||
                      occurrences(content, byte_view(outcome.record->sealed).subspan(500, 32)) > 0)
                         ? 1
                         : 0;
    return found;
}

std::uint64_t exported(Store& store, std::uint32_t epoch) {
    CollectingSink sink;
    REQUIRE(store.export_records(epoch, sink));
    return sink.announced;
}

// Two epochs' records, in the heap and in the spool, one in two of them to be deleted.
template <class World>
std::vector<Outcome> fill(World& world, int count) {
    REQUIRE(world.store.put_epoch(epoch_of(world.city, 1)));
    REQUIRE(world.store.put_epoch(epoch_of(world.city, 2)));
    REQUIRE(world.store.begin_day(kMonday, 1));
    auto all = approvals_of(world.city, {1, 2}, count);
    REQUIRE(world.store.apply(all));
    REQUIRE(world.store.begin_day(kTuesday, 1)->shuffled == all.size());
    const auto more = approvals_of(world.city, {1, 2}, count);
    REQUIRE(world.store.apply(more));
    REQUIRE(world.store.rest());
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace

TEMPLATE_TEST_CASE("an epoch's key and dates never change", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    const auto epoch = epoch_of(world.city);
    REQUIRE(world.store.put_epoch(epoch));
    REQUIRE(world.store.put_epoch(epoch));
    auto later = epoch;
    later.destroy = *date::parse("2044-01-01");
    CHECK(world.store.put_epoch(later).error() == StoreError::kConflict);
    auto sooner = epoch;
    sooner.end = *date::parse("2026-12-01");
    CHECK(world.store.put_epoch(sooner).error() == StoreError::kConflict);
    auto other = epoch;
    other.key = random_array<32>();
    CHECK(world.store.put_epoch(other).error() == StoreError::kConflict);
    CHECK(world.store.load_settings()->epochs == std::vector{epoch});
}

TEMPLATE_TEST_CASE("a paper is kept as it was imported, once", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    const StoredPaper statement{random_array<32>(), 1, false, "{\"payload\":\"…\"}"};
    const StoredPaper transcript{random_array<32>(), 1, true, "{}\nsignature 1 …\n"};
    for (const auto& paper : {statement, transcript, statement})
        REQUIRE(world.store.put_paper(paper));
    auto papers = world.store.load_settings()->papers;
    REQUIRE(papers.size() == 2);
    CHECK(std::ranges::find(papers, statement) != papers.end());
    CHECK(std::ranges::find(papers, transcript) != papers.end());
}

TEMPLATE_TEST_CASE("promise_4 a deleted epoch's records are gone from spool and heap, and the others stay",
                   "[server][store][promise]", InMemory, InSqlite, InPostgres) {
    TestType world;
    fill(world, 30);
    CHECK(*world.store.count_records() == RecordCounts{{1, 60}, {2, 60}});
    REQUIRE(*world.store.delete_epoch(1, kWednesday));
    CHECK(*world.store.count_records() == RecordCounts{{2, 60}});
    CHECK(exported(world.store, 1) == 0);
    CHECK(exported(world.store, 2) == 60);
    CHECK(*world.store.count(kCount) == 120);
    CHECK(world.store.load_settings()->epochs[0].deleted == "2026-11-25");
    SECTION("and its day stays the first when it is asked again") {
        REQUIRE(*world.store.delete_epoch(1, kThursday));
        CHECK(world.store.load_settings()->epochs[0].deleted == "2026-11-25");
    }
    SECTION("and an epoch that is not known is not deleted") {
        CHECK(world.store.delete_epoch(3, kWednesday).error() == StoreError::kConflict);
    }
}

TEMPLATE_TEST_CASE("promise_4 no record of a deleted epoch is ever taken again", "[server][store][promise]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    fill(world, 1);
    REQUIRE(*world.store.delete_epoch(1, kWednesday));
    const auto gone = approval_of(world.city, 1);
    const auto good = approval_of(world.city, 2);
    const auto refused = world.store.apply({&gone, 1});
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == StoreError::kEpochGone);
    const std::vector both{good, gone};
    CHECK(world.store.apply(both).error() == StoreError::kEpochGone);
    CHECK_FALSE(*world.store.holds(*good.tag));
    CHECK_FALSE(*world.store.holds(*gone.tag));
    REQUIRE(world.store.apply({&good, 1}));
    CHECK(world.store.put_epoch(epoch_of(world.city, 1)));
    CHECK(world.store.apply({&gone, 1}).error() == StoreError::kEpochGone);
    REQUIRE(world.store.begin_day(kThursday, 1));
    CHECK(world.store.apply({&gone, 1}).error() == StoreError::kEpochGone);
    CHECK(*world.store.count_records() == RecordCounts{{2, 3}});
}

TEMPLATE_TEST_CASE("what one connection has deleted, another does not take", "[server][store]", InSqlite, InPostgres) {
    TestType world;
    fill(world, 2);
    const auto other = world.open_again();
    REQUIRE(other->settings_changed());
    REQUIRE(*world.store.delete_epoch(1, kWednesday));
    CHECK(*other->settings_changed());
    const auto gone = approval_of(world.city, 1);
    CHECK(other->apply({&gone, 1}).error() == StoreError::kEpochGone);
}

TEST_CASE("promise_4 a deleted epoch leaves no byte of its records in SQLite's files", "[server][store][promise]") {
    InSqlite world;
    const auto all = fill(world, 400);
    const auto before = bytes_in_folder(world.folder.path());
    REQUIRE(found_of(before, all, 1) == 800);
    REQUIRE(found_of(before, all, 2) == 800);
    REQUIRE(*world.store.delete_epoch(1, kWednesday));
    // A rest may be put off by one that goes on beside.
    const auto log = world.folder.path() / "porchlight.db-wal";
    for (int tries = 0; tries < 100 && (tries == 0 || std::filesystem::file_size(log) > 0); ++tries) {
        REQUIRE(world.store.rest());
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const auto after = bytes_in_folder(world.folder.path());
    CHECK(found_of(after, all, 1) == 0);
    CHECK(found_of(after, all, 2) == 800);
}

TEST_CASE("promise_4 a deleted epoch leaves no byte of its records in any file of PostgreSQL",
          "[server][store][promise]") {
    InPostgres world;
    auto& server = PostgresServer::shared();
    const auto at_once = std::move(*PostgresStore::open(world.url, {std::chrono::milliseconds(0)}));
    struct {
        City& city;
        Store& store;
    } here{world.city, *at_once};
    const auto all = fill(here, 60);
    const auto before = bytes_in_folder(server.data());
    REQUIRE(found_of(before, all, 1) == 120);
    REQUIRE(*here.store.delete_epoch(1, kWednesday));
    REQUIRE(here.store.rest());
    const auto after = bytes_in_folder(server.data());
    CHECK(found_of(after, all, 1) == 0);
    CHECK(found_of(after, all, 2) == 120);
}

TEST_CASE("a reader of PostgreSQL puts the deletion off, and nothing is half done", "[server][store]") {
    InPostgres world;
    fill(world, 5);
    const auto reader = world.open_again();
    struct Waiting final : RecordSink {
        Store& store;
        explicit Waiting(Store& other) : store(other) {}
        bool begin(std::uint64_t count) override {
            CHECK(count == 10);
            const auto deleted = store.delete_epoch(1, kWednesday);
            CHECK(deleted);
            CHECK_FALSE(*deleted);
            return true;
        }
        bool record(byte_view) override { return true; }
    } waiting(world.store);
    REQUIRE(reader->export_records(1, waiting));
    CHECK(*world.store.count_records() == RecordCounts{{1, 10}, {2, 10}});
    CHECK(world.store.load_settings()->epochs[0].deleted.empty());
    CHECK(*world.store.delete_epoch(1, kWednesday));
}

// The contract of a store, held by those in memory, in SQLite and in PostgreSQL alike.
#include "tests/server/support/outcomes.h"
#include "tests/server/support/stores.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <thread>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

CollectingSink export_of(Store& store, std::uint32_t epoch = 1) {
    CollectingSink sink;
    REQUIRE(store.export_records(epoch, sink));
    return sink;
}

}  // namespace

TEMPLATE_TEST_CASE("a store keeps one record and one count of an approval that is applied twice", "[server][store]",
                   InMemory, InSqlite, InPostgres) {
    TestType world;
    const auto outcome = approval(world.city, random_tag());
    REQUIRE_FALSE(*world.store.holds(*outcome.tag));
    REQUIRE(world.store.apply({&outcome, 1}));
    REQUIRE(world.store.apply({&outcome, 1}));
    CHECK(*world.store.holds(*outcome.tag));
    CHECK(*world.store.count(kCount) == 1);
    CHECK(export_of(world.store).announced == 1);
}

TEMPLATE_TEST_CASE("a store tells the digests of an epoch's shuffled records, and of no others", "[server][store]",
                   InMemory, InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.begin_day(kMonday, 1));
    for (const std::uint32_t epoch : {1, 1, 2, 1}) {
        world.city.epoch = epoch;
        const auto outcome = approval(world.city, random_tag());
        REQUIRE(world.store.apply({&outcome, 1}));
    }
    CHECK(world.store.shuffled_digests(1)->empty());
    REQUIRE(world.store.begin_day(kTuesday, 1)->shuffled == 4);
    const auto shuffled = export_of(world.store).digests;
    CHECK(shuffled.size() == 3);
    CHECK(*world.store.shuffled_digests(1) == shuffled);
    const auto late = approval(world.city, random_tag());
    REQUIRE(world.store.apply({&late, 1}));
    CHECK(*world.store.shuffled_digests(1) == shuffled);
    CHECK(world.store.shuffled_digests(2)->size() == 1);
    CHECK(world.store.shuffled_digests(3)->empty());
}

TEMPLATE_TEST_CASE("a store tells requests apart by each part of their tag", "[server][store]", InMemory, InSqlite,
                   InPostgres) {
    TestType world;
    const auto outcome = approval(world.city, random_tag());
    REQUIRE(world.store.apply({&outcome, 1}));
    for (int part = 0; part < 6; ++part) {
        auto other = *outcome.tag;
        if (part == 0)
            other.kiosk[0] ^= 1;
        if (part == 1)
            other.request[15] ^= 1;
        if (part == 2)
            other.card_class ^= 1;
        if (part == 3)
            other.payload_hash[31] ^= 1;
        if (part == 4)
            other.record_hash[0] ^= 1;
        if (part == 5)
            other.again = protocol::Again::kFailed;
        CHECK_FALSE(*world.store.holds(other));
    }
}

TEMPLATE_TEST_CASE("a store says of each of many requests whether it holds it", "[server][store]", InMemory, InSqlite,
                   InPostgres) {
    TestType world;
    const auto one = approval(world.city, random_tag());
    const auto other = approval(world.city, random_tag());
    const std::vector outcomes{one, other};
    REQUIRE(world.store.apply(outcomes));
    const std::vector tags{random_tag(), *other.tag, random_tag(), *one.tag, *other.tag};
    CHECK(*world.store.holds_each(tags) == std::vector{false, true, false, true, true});
    CHECK(world.store.holds_each({})->empty());
}

TEMPLATE_TEST_CASE("what one connection has stored, another holds", "[server][store]", InSqlite, InPostgres) {
    TestType world;
    const auto reader = world.open_again();
    const auto outcome = approval(world.city, random_tag());
    CHECK_FALSE(*reader->holds(*outcome.tag));
    REQUIRE(world.store.apply({&outcome, 1}));
    CHECK(*reader->holds(*outcome.tag));
    REQUIRE(world.store.rest());
    CHECK(*reader->holds(*outcome.tag));
    REQUIRE(world.store.begin_day(kTuesday, 1));
    CHECK_FALSE(*reader->holds(*outcome.tag));
}

TEMPLATE_TEST_CASE("a store counts by day, site, librarian, class and outcome", "[server][store]", InMemory, InSqlite,
                   InPostgres) {
    TestType world;
    std::vector<Outcome> outcomes;
    for (int i = 0; i < 5; ++i)
        outcomes.push_back(approval(world.city, random_tag()));
    auto denial = kCount;
    denial.outcome = "denied_papers";
    outcomes.push_back({std::nullopt, std::nullopt, denial});
    REQUIRE(world.store.apply(outcomes));
    CHECK(*world.store.count(kCount) == 5);
    CHECK(*world.store.count(denial) == 1);
    auto other_site = kCount;
    other_site.site = "South Branch";
    CHECK(*world.store.count(other_site) == 0);
}

TEMPLATE_TEST_CASE("a store sums up days that are over, without saying where or who", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    const auto on = [&](const char* day, const char* site, const char* outcome) {
        const Outcome one{std::nullopt, std::nullopt, {*date::parse(day), site, "demo", "adult", outcome}};
        REQUIRE(world.store.apply({&one, 1}));
    };
    on("2026-11-20", "North", "approved");
    on("2026-11-21", "North", "denied_papers");
    on("2026-11-21", "North", "approved");
    on("2026-11-21", "South", "approved");
    on("2026-11-22", "North", "approved");
    const auto totals = world.store.day_totals(*date::parse("2026-11-21"), *date::parse("2026-11-22"));
    REQUIRE(totals);
    CHECK(*totals == std::vector<DayTotal>{{"2026-11-21", "approved", 2}, {"2026-11-21", "denied_papers", 1}});
}

TEMPLATE_TEST_CASE("a store sums up the days of each site that are over, without saying who", "[server][store]",
                   InMemory, InSqlite, InPostgres) {
    TestType world;
    const auto on = [&](const char* day, const char* site, const char* librarian, const char* outcome) {
        const Outcome one{std::nullopt, std::nullopt, {*date::parse(day), site, librarian, "adult", outcome}};
        REQUIRE(world.store.apply({&one, 1}));
    };
    on("2026-11-20", "North", "ana", "approved");
    on("2026-11-21", "South", "ana", "approved");
    on("2026-11-21", "North", "ana", "denied_papers");
    on("2026-11-21", "North", "ana", "approved");
    on("2026-11-21", "North", "ben", "approved");
    on("2026-11-22", "North", "ana", "approved");
    const auto totals = world.store.site_totals(*date::parse("2026-11-21"), *date::parse("2026-11-22"));
    REQUIRE(totals);
    CHECK(*totals == std::vector<SiteTotal>{{"2026-11-21", "North", "approved", 2},
                                            {"2026-11-21", "North", "denied_papers", 1},
                                            {"2026-11-21", "South", "approved", 1}});
}

TEMPLATE_TEST_CASE("a day with fewer records than the batch leaves them in the spool", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.begin_day(kMonday, 3)->new_day);
    const auto outcome = approval(world.city, random_tag());
    REQUIRE(world.store.apply({&outcome, 1}));
    const auto tuesday = world.store.begin_day(kTuesday, 3);
    CHECK(tuesday->new_day);
    CHECK(tuesday->shuffled == 0);
    CHECK(export_of(world.store).announced == 1);
    SECTION("and a later day end with enough shuffles them all") {
        const std::vector<Outcome> more = {approval(world.city, random_tag()), approval(world.city, random_tag())};
        REQUIRE(world.store.apply(more));
        CHECK(world.store.begin_day(kWednesday, 3)->shuffled == 3);
        CHECK(export_of(world.store).announced == 3);
    }
    SECTION("and the day's key is gone, so that no request is known again") {
        CHECK_FALSE(*world.store.holds(*outcome.tag));
    }
}

TEMPLATE_TEST_CASE("a day begins once, and never goes back", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.begin_day(kTuesday, 1)->new_day);
    const auto outcome = approval(world.city, random_tag());
    REQUIRE(world.store.apply({&outcome, 1}));
    CHECK_FALSE(world.store.begin_day(kTuesday, 1)->new_day);
    CHECK_FALSE(world.store.begin_day(kMonday, 1)->new_day);
    CHECK(*world.store.holds(*outcome.tag));
}

TEMPLATE_TEST_CASE("an export merges spool and heap of one epoch in the order of digests", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.begin_day(kMonday, 1));
    std::vector<Outcome> outcomes;
    for (int i = 0; i < 40; ++i)
        outcomes.push_back(approval(world.city, random_tag()));
    REQUIRE(world.store.apply(std::span(outcomes).first(25)));
    REQUIRE(world.store.begin_day(kTuesday, 1)->shuffled == 25);
    REQUIRE(world.store.apply(std::span(outcomes).subspan(25)));
    auto other_epoch = approval(world.city, random_tag());
    other_epoch.record->epoch = 2;
    REQUIRE(world.store.apply({&other_epoch, 1}));
    const auto sink = export_of(world.store);
    CHECK(sink.announced == 40);
    CHECK(sink.digests.size() == 40);
    CHECK(std::ranges::is_sorted(sink.digests));
    CHECK(export_of(world.store, 2).announced == 1);
    CHECK(export_of(world.store, 3).announced == 0);
}

TEMPLATE_TEST_CASE("a record that was sent twice is exported once", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.begin_day(kMonday, 1));
    auto first = approval(world.city, random_tag());
    auto second = first;
    second.tag = random_tag();
    auto third = first;
    third.tag = random_tag();
    REQUIRE(world.store.apply({&first, 1}));
    REQUIRE(world.store.begin_day(kTuesday, 1));
    REQUIRE(world.store.apply({&second, 1}));
    REQUIRE(world.store.apply({&third, 1}));
    const auto sink = export_of(world.store);
    CHECK(sink.announced == 1);
    CHECK(sink.digests.size() == 1);
}

TEMPLATE_TEST_CASE("a record that was sent twice is stored once, and both requests are known and counted",
                   "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.begin_day(kMonday, 1));
    const auto first = approval(world.city, random_tag());
    auto again = first;
    again.tag = random_tag();
    again.count.outcome = "approved_again";
    REQUIRE(world.store.apply({&first, 1}));
    SECTION("within a transaction or a day") {
        const std::vector<Outcome> both = {again, again};
        REQUIRE(world.store.apply(both));
        CHECK(*world.store.holds(*first.tag));
        CHECK(world.store.begin_day(kTuesday, 1)->shuffled == 1);
    }
    SECTION("after the shuffle") {
        REQUIRE(world.store.begin_day(kTuesday, 1)->shuffled == 1);
        REQUIRE(world.store.apply({&again, 1}));
        REQUIRE(world.store.apply({&again, 1}));
        CHECK(*world.store.holds(*again.tag));
        CHECK(world.store.begin_day(kWednesday, 1)->shuffled == 0);
        CHECK_FALSE(*world.store.holds(*again.tag));
    }
    SECTION("on a later day, while it waits in the spool for more") {
        REQUIRE(world.store.begin_day(kTuesday, 2)->shuffled == 0);
        REQUIRE(world.store.apply({&again, 1}));
        CHECK(*world.store.holds(*again.tag));
        const auto other = approval(world.city, random_tag());
        REQUIRE(world.store.apply({&other, 1}));
        CHECK(world.store.begin_day(kWednesday, 3)->shuffled == 0);
        CHECK(world.store.begin_day(kThursday, 2)->shuffled == 2);
    }
    CHECK(*world.store.count(kCount) >= 1);
    CHECK(*world.store.count(again.count) == 1);
    const auto sink = export_of(world.store);
    CHECK(std::ranges::count(sink.digests, hash(first.record->sealed)) == 1);
    CHECK(sink.announced == sink.digests.size());
}

TEMPLATE_TEST_CASE("a request whose record is kept already is known by its mark, under its own tag alone",
                   "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    const auto first = approval(world.city, random_tag());
    auto again = first;
    again.tag = random_tag();
    REQUIRE(world.store.apply({&first, 1}));
    CHECK_FALSE(*world.store.holds(*again.tag));
    REQUIRE(world.store.apply({&again, 1}));
    CHECK(*world.store.holds(*again.tag));
    CHECK(*world.store.holds(*first.tag));
    CHECK(*world.store.count(kCount) == 2);
    CHECK(export_of(world.store).digests.size() == 1);
}

TEMPLATE_TEST_CASE("a programme without records leaves marks for the day and nothing after it", "[server][store]",
                   InMemory, InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.begin_day(kMonday, 100));
    auto outcome = approval(world.city, random_tag());
    outcome.record.reset();
    REQUIRE(world.store.apply({&outcome, 1}));
    REQUIRE(world.store.apply({&outcome, 1}));
    CHECK(*world.store.holds(*outcome.tag));
    CHECK(*world.store.count(kCount) == 1);
    CHECK(export_of(world.store).announced == 0);
    REQUIRE(world.store.begin_day(kTuesday, 1)->shuffled == 0);
    CHECK(export_of(world.store).announced == 0);
}

TEMPLATE_TEST_CASE("documents only go forward", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    REQUIRE(world.store.put_manifest({2, "two"}));
    CHECK(world.store.put_manifest({2, "two"}));
    CHECK(world.store.put_manifest({1, "one"}).error() == StoreError::kConflict);
    CHECK(world.store.put_manifest({2, "zwei"}).error() == StoreError::kConflict);
    CHECK(world.store.put_manifest({3, "three"}));
    CHECK(world.store.load_settings()->manifest->text == "three");
    CHECK_FALSE(world.store.load_settings()->release);
}

TEMPLATE_TEST_CASE("two kiosks of one site do not share a name, and a kiosk may move", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    const TestKiosk one;
    const TestKiosk other;
    REQUIRE(world.store.put_kiosk(one.entry()));
    CHECK(world.store.put_kiosk(other.entry()).error() == StoreError::kConflict);
    auto moved = one.entry();
    moved.site = "South Branch";
    CHECK(world.store.put_kiosk(moved));
    CHECK(world.store.put_kiosk(other.entry()));
    CHECK(world.store.load_settings()->kiosks.size() == 2);
}

TEST_CASE("a full database refuses an approval whole, and goes on when there is room", "[server][store]") {
    const City city;
    const ScratchFolder folder;
    const auto file = folder.path() / "porchlight.db";
    {
        auto small = std::move(*SqliteStore::open(file, {.max_pages = 40}));
        std::size_t stored = 0;
        std::expected<void, StoreError> result;
        while (result) {
            const auto outcome = approval(city, random_tag());
            result = small->apply({&outcome, 1});
            stored += result ? 1 : 0;
            REQUIRE(stored < 1000);
        }
        CHECK(stored > 0);
        CHECK(result.error() == StoreError::kFull);
        CHECK(*small->count(kCount) == stored);
        CHECK(export_of(*small).announced == stored);
    }
    auto roomy = std::move(*SqliteStore::open(file));
    const auto before = *roomy->count(kCount);
    const auto outcome = approval(city, random_tag());
    REQUIRE(roomy->apply({&outcome, 1}));
    CHECK(*roomy->count(kCount) == before + 1);
}

TEST_CASE("a database that is no database, or of another version, is refused and left alone", "[server][store]") {
    const City city;
    const ScratchFolder folder;
    const auto file = folder.path() / "porchlight.db";
    write_text(file, std::string(10'000, 'x'));
    CHECK_FALSE(SqliteStore::open(file));
    CHECK(text_of(file) == std::string(10'000, 'x'));
}

TEST_CASE("promise_7 a shuffled day leaves no byte of its keys in any file", "[server][store][promise]") {
    const City city;
    const ScratchFolder folder;
    auto store = std::move(*SqliteStore::open(folder.path() / "porchlight.db"));
    REQUIRE(store->begin_day(kMonday, 100));
    std::vector<Outcome> outcomes;
    for (int i = 0; i < 150; ++i) {
        outcomes.push_back(approval(city, random_tag()));
        REQUIRE(store->apply({&outcomes.back(), 1}));
    }
    // What lies there before, read from the file itself: the day's key and the keys of requests.
    auto db = std::move(*SqliteDb::open(folder.path() / "porchlight.db", 0));
    hash256 day_key{};
    REQUIRE(read_rows(db, "SELECT key FROM day_key", kNothingToBind,
                      [&](const SqliteStatement& row) { day_key = to_array<32>(row.blob(0)); }));
    const auto before = bytes_in_folder(folder.path());
    REQUIRE(occurrences(before, day_key) > 0);
    for (const auto& outcome : outcomes)
        REQUIRE(occurrences(before, request_key(day_key, *outcome.tag)) > 0);

    REQUIRE(store->begin_day(kTuesday, 100)->shuffled == 150);
    REQUIRE(store->rest());
    const auto after = bytes_in_folder(folder.path());
    CHECK(occurrences(after, day_key) == 0);
    CHECK(std::filesystem::file_size(folder.path() / "porchlight.db-wal") == 0);
    for (const auto& outcome : outcomes) {
        CHECK(occurrences(after, request_key(day_key, *outcome.tag)) == 0);
        CHECK(occurrences(after, outcome.tag->request) == 0);
        CHECK(occurrences(after, outcome.tag->kiosk) == 0);
        CHECK(occurrences(after, byte_view(outcome.record->sealed)) >= 1);
    }
}

TEST_CASE("promise_7 a resting store keeps no history of its writes", "[server][store][promise]") {
    const City city;
    const ScratchFolder folder;
    auto store = std::move(*SqliteStore::open(folder.path() / "porchlight.db"));
    const auto outcome = approval(city, random_tag());
    REQUIRE(store->apply({&outcome, 1}));
    REQUIRE(std::filesystem::file_size(folder.path() / "porchlight.db-wal") > 0);
    REQUIRE(store->rest());
    CHECK(std::filesystem::file_size(folder.path() / "porchlight.db-wal") == 0);
    CHECK(*store->holds(*outcome.tag));
}

namespace {

// Another writes and rests while this reads.
struct SinkBesideRest final : RecordSink {
    SinkBesideRest(Store& store, Outcome next) : m_store(store), m_next(std::move(next)) {}

    bool begin(std::uint64_t) override { return true; }
    bool record(byte_view) override {
        REQUIRE(m_store.apply({&m_next, 1}));
        const auto began = std::chrono::steady_clock::now();
        REQUIRE(m_store.rest());
        rested_in = std::chrono::steady_clock::now() - began;
        return true;
    }

    std::chrono::steady_clock::duration rested_in{};

private:
    Store& m_store;
    Outcome m_next;
};

}  // namespace

TEST_CASE("a rest does not wait for an export to end, and the one after it does what was left", "[server][store]") {
    const City city;
    const ScratchFolder folder;
    const auto file = folder.path() / "porchlight.db";
    const auto store = std::move(*SqliteStore::open(file));
    const auto reader = std::move(*SqliteStore::open(file));
    const auto first = approval(city, random_tag());
    REQUIRE(store->apply({&first, 1}));
    SinkBesideRest sink(*store, approval(city, random_tag()));
    REQUIRE(reader->export_records(1, sink));
    CHECK(sink.rested_in > std::chrono::milliseconds(0));
    CHECK(sink.rested_in < std::chrono::seconds(3));
    CHECK(std::filesystem::file_size(file.string() + "-wal") > 0);
    REQUIRE(store->rest());
    CHECK(std::filesystem::file_size(file.string() + "-wal") == 0);
}

TEST_CASE("a crowd, which no people are, is not held up by rests, and after it no history is kept", "[server][store]") {
    const City city;
    const ScratchFolder folder;
    const auto log = folder.path() / "porchlight.db-wal";
    auto store = std::move(
        *SqliteStore::open(folder.path() / "porchlight.db", {.crowd = 2, .anew_in_crowd = std::chrono::seconds(0)}));
    std::vector<RequestTag> tags;
    const auto apply = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto outcome = approval(city, random_tag());
            tags.push_back(*outcome.tag);
            REQUIRE(store->apply({&outcome, 1}));
        }
        REQUIRE(store->rest());
    };
    apply(2);
    CHECK(std::filesystem::file_size(log) == 0);
    // Begun anew, it is written over and does not grow.
    const auto becomes = [](const auto& so) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        for (; std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(std::chrono::milliseconds(10)))
            if (so())
                return true;
        return false;
    };
    apply(3);
    CHECK(std::filesystem::file_size(log) > 0);
    CHECK(becomes([&] {
        const auto before = std::filesystem::file_size(log);
        apply(3);
        return std::filesystem::file_size(log) == before;
    }));
    CHECK(becomes([&] {
        apply(0);
        return std::filesystem::file_size(log) == 0;
    }));
    for (const auto& tag : tags)
        CHECK(*store->holds(tag));
    apply(3);
    REQUIRE(store->begin_day(kTuesday, 1));
    REQUIRE(store->rest());
    CHECK(std::filesystem::file_size(log) == 0);
}

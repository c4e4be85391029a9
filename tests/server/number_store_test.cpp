// Service numbers in a store: the contract of those in memory, in SQLite and in PostgreSQL alike.
#include "tests/server/support/stores.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

std::vector<std::string> numbers(int first, int count) {
    std::vector<std::string> out;
    for (int i = 0; i < count; ++i)
        out.push_back(std::to_string(20'000'000 + first + i));
    return out;
}

// Fetches and confirms until nothing waits.
std::vector<std::string> fetch_all(Store& store, const protocol::KioskId& kiosk) {
    std::vector<std::string> out;
    std::vector<protocol::BlockId> confirmed;
    for (auto blocks = store.fetch_blocks(kiosk, {}); !blocks->empty(); blocks = store.fetch_blocks(kiosk, confirmed)) {
        confirmed.clear();
        for (const auto& block : *blocks) {
            REQUIRE(protocol::is_block(block));
            confirmed.push_back(block.id);
            out.insert(out.end(), block.numbers.begin(), block.numbers.end());
        }
        REQUIRE(out.size() < 1'000'000);
    }
    return out;
}

NumberCount count_of(Store& store, const std::string& service) {
    const auto counts = store.count_numbers();
    REQUIRE(counts);
    const auto at = std::ranges::find(*counts, service, &NumberCount::service);
    return at == counts->end() ? NumberCount{} : *at;
}

constexpr protocol::KioskId kNorth{1};
constexpr protocol::KioskId kSouth{2};

}  // namespace

TEMPLATE_TEST_CASE("a list is imported once and whole", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    CHECK_FALSE(*world.store.import_numbers("library", numbers(0, 10)));
    CHECK(world.store.import_numbers("library", numbers(8, 10)).value() == 0);
    auto late = numbers(100, 3);
    late.push_back("20000004");
    CHECK(world.store.import_numbers("library", late).value() == 3);
    CHECK(count_of(world.store, "library").pool == 10);
    // Another service may have the same.
    CHECK_FALSE(*world.store.import_numbers("transit", numbers(0, 10)));
    CHECK(count_of(world.store, "transit").pool == 10);
}

TEMPLATE_TEST_CASE("a number that was dealt, fetched and forgotten is not imported again", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    REQUIRE_FALSE(*world.store.import_numbers("library", numbers(0, 5)));
    REQUIRE(world.store.deal_numbers("library", 5, std::vector{kNorth}));
    REQUIRE(fetch_all(world.store, kNorth).size() == 5);
    CHECK(world.store.import_numbers("library", numbers(4, 1)).value() == 0);
    CHECK(count_of(world.store, "library").gone == 5);
}

TEMPLATE_TEST_CASE("numbers are dealt evenly, each to one kiosk, in blocks that an answer takes", "[server][store]",
                   InMemory, InSqlite, InPostgres) {
    TestType world;
    REQUIRE_FALSE(*world.store.import_numbers("library", numbers(0, 25'000)));
    REQUIRE(world.store.deal_numbers("library", 24'001, std::vector{kNorth, kSouth}));
    CHECK(count_of(world.store, "library").pool == 999);
    CHECK(count_of(world.store, "library").waiting == 24'001);
    CHECK(world.store.deal_numbers("library", 1'000, std::vector{kNorth}).error() == StoreError::kConflict);
    const auto north = fetch_all(world.store, kNorth);
    const auto south = fetch_all(world.store, kSouth);
    CHECK(north.size() == 12'001);
    CHECK(south.size() == 12'000);
    std::set<std::string> all(north.begin(), north.end());
    all.insert(south.begin(), south.end());
    CHECK(all.size() == 24'001);
    CHECK(count_of(world.store, "library").waiting == 0);
    CHECK(count_of(world.store, "library").gone == 24'001);
}

TEMPLATE_TEST_CASE("a block waits until its own kiosk has confirmed it", "[server][store]", InMemory, InSqlite,
                   InPostgres) {
    TestType world;
    REQUIRE_FALSE(*world.store.import_numbers("library", numbers(0, 30)));
    REQUIRE(world.store.deal_numbers("library", 10, std::vector{kNorth}));
    const auto first = world.store.fetch_blocks(kNorth, {});
    REQUIRE(first->size() == 1);
    const std::vector id{first->front().id};
    CHECK(world.store.fetch_blocks(kNorth, {})->front().numbers == first->front().numbers);
    CHECK(world.store.fetch_blocks(kSouth, id)->empty());
    CHECK(world.store.fetch_blocks(kNorth, {})->size() == 1);
    CHECK(world.store.fetch_blocks(kNorth, id)->empty());
    CHECK(world.store.fetch_blocks(kNorth, id)->empty());
    CHECK(count_of(world.store, "library").gone == 10);
}

TEST_CASE("what a kiosk gets is no run of the list: neighbours do not tell a branch", "[server][store]") {
    InMemory world;
    REQUIRE_FALSE(*world.store.import_numbers("library", numbers(0, 10'000)));
    REQUIRE(world.store.deal_numbers("library", 5'000, std::vector{kNorth}));
    auto dealt = fetch_all(world.store, kNorth);
    std::ranges::sort(dealt);
    std::size_t neighbours = 0;
    for (std::size_t i = 1; i < dealt.size(); ++i)
        neighbours += std::stoi(dealt[i]) - std::stoi(dealt[i - 1]) == 1 ? 1 : 0;
    // By chance half of them have their neighbour: 2,499.5, with a deviation of 25.
    CHECK(neighbours > 2'300);
    CHECK(neighbours < 2'700);
}

TEST_CASE("promise_7 a block that was fetched leaves no byte that joins its numbers to the kiosk",
          "[server][store][promise]") {
    const City city;
    const ScratchFolder folder;
    auto store = std::move(*SqliteStore::open(folder.path() / "porchlight.db"));
    const auto kiosk = random_array<16>();
    REQUIRE_FALSE(*store->import_numbers("library", numbers(0, 4'000)));
    REQUIRE(store->deal_numbers("library", 1'000, std::vector<protocol::KioskId>{kiosk}));
    const auto block = store->fetch_blocks(kiosk, {})->front();
    const auto before = bytes_in_folder(folder.path());
    REQUIRE(occurrences(before, kiosk) > 0);
    REQUIRE(occurrences(before, block.id) > 0);
    const auto together = block.numbers[10] + '\n' + block.numbers[11] + '\n';
    REQUIRE(occurrences(before, as_bytes(together)) > 0);
    REQUIRE(store->fetch_blocks(kiosk, std::vector{block.id})->empty());
    REQUIRE(store->rest());
    const auto after = bytes_in_folder(folder.path());
    CHECK(occurrences(after, kiosk) == 0);
    CHECK(occurrences(after, block.id) == 0);
    CHECK(occurrences(after, as_bytes(together)) == 0);
}

TEST_CASE("a database of the first version is brought to this one, with what it holds; a later one is left alone",
          "[server][store]") {
    const City city;
    const ScratchFolder folder;
    const auto file = folder.path() / "porchlight.db";
    {
        auto store = std::move(*SqliteStore::open(file));
        REQUIRE(store->put_staff({"demo", "North Branch", "hash"}));
    }
    {
        auto db = std::move(*SqliteDb::open(file, 0));
        REQUIRE(db.execute(
            "DROP TABLE epoch_papers; DROP TABLE epochs; DROP TABLE numbers_imported; DROP TABLE numbers_pool; DROP TABLE number_blocks; DROP TABLE sites;"
            "DROP TABLE enrolment_codes; ALTER TABLE kiosks DROP COLUMN suspended; DROP INDEX spool_by_seal;"
            "DROP TABLE passkeys; ALTER TABLE staff DROP COLUMN role; ALTER TABLE staff DROP COLUMN app;"
            "ALTER TABLE staff DROP COLUMN invitation; ALTER TABLE staff DROP COLUMN invited_until;"
            "ALTER TABLE staff DROP COLUMN locked; PRAGMA user_version = 1"));
    }
    {
        auto store = SqliteStore::open(file);
        REQUIRE(store);
        CHECK((*store)->load_settings()->staff.size() == 1);
        CHECK(*(*store)->sites() == std::vector<std::string>{"North Branch"});
        CHECK_FALSE(*(*store)->import_numbers("library", numbers(0, 3)));
    }
    CHECK(count_of(**SqliteStore::open(file), "library").pool == 3);
    {
        auto db = std::move(*SqliteDb::open(file, 0));
        REQUIRE(db.execute("PRAGMA user_version = 1000"));
    }
    CHECK_FALSE(SqliteStore::open(file));
}

TEST_CASE("a full database takes no list in part", "[server][store]") {
    const City city;
    const ScratchFolder folder;
    const auto file = folder.path() / "porchlight.db";
    {
        auto small = std::move(*SqliteStore::open(file, {.max_pages = 40}));
        CHECK(small->import_numbers("library", numbers(0, 50'000)).error() == StoreError::kFull);
    }
    auto roomy = std::move(*SqliteStore::open(file));
    CHECK(roomy->count_numbers()->empty());
    CHECK_FALSE(*roomy->import_numbers("library", numbers(0, 50'000)));
}

// Sites, codes and kiosks in a store: the contract of them all.
#include "tests/server/support/stores.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

constexpr std::int64_t kNow = 1'795'000'000;
constexpr std::int64_t kDay = 24 * 3600;

StoredCode code_for(const std::string& name, std::int64_t expires = kNow + kDay) {
    return {random_array<32>(), "North Branch", name, expires};
}

CodeFault fault_of(Store& store, const public_key& code, const public_key& kiosk, std::int64_t now = kNow) {
    const auto redeemed = store.redeem_code(code, kiosk, now);
    REQUIRE(redeemed);
    REQUIRE_FALSE(*redeemed);
    return redeemed->error();
}

bool is_kiosk(Store& store, const public_key& key) {
    const auto kiosks = store.load_settings()->kiosks;
    return std::ranges::find(kiosks, key, &Kiosk::key) != kiosks.end();
}

std::size_t pool_of(Store& store) {
    const auto counts = store.count_numbers();
    return counts->front().pool;
}

}  // namespace

TEMPLATE_TEST_CASE("sites are there once, by name", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    for (const auto* site : {"South Branch", "North Branch", "South Branch"})
        REQUIRE(world.store.add_site(site));
    CHECK(*world.store.sites() == std::vector<std::string>{"North Branch", "South Branch"});
    REQUIRE(world.store.put_kiosk({random_array<32>(), "Kiosk 1", "East Branch"}));
    CHECK(world.store.sites()->front() == "East Branch");
}

TEMPLATE_TEST_CASE("a code makes one kiosk, once", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    const auto code = code_for("Kiosk 1");
    const auto key = random_array<32>();
    REQUIRE(world.store.put_code(code));
    CHECK(fault_of(world.store, random_array<32>(), key) == CodeFault::kUnknown);
    CHECK_FALSE(is_kiosk(world.store, key));
    const auto made = world.store.redeem_code(code.code, key, kNow);
    REQUIRE(made);
    REQUIRE(*made);
    CHECK((*made)->name == "Kiosk 1");
    CHECK((*made)->site == "North Branch");
    CHECK(is_kiosk(world.store, key));
    CHECK(fault_of(world.store, code.code, random_array<32>()) == CodeFault::kUsed);
    // The first answer may have been lost: the same kiosk may ask again, even late.
    CHECK((*world.store.redeem_code(code.code, key, kNow + 2 * kDay)).value().name == "Kiosk 1");
    CHECK(world.store.load_settings()->kiosks.size() == 1);
}

TEMPLATE_TEST_CASE("a removed kiosk does not come back by its old code", "[server][store]", InMemory, InSqlite,
                   InPostgres) {
    TestType world;
    const auto code = code_for("Kiosk 1");
    const auto key = random_array<32>();
    REQUIRE(world.store.put_code(code));
    REQUIRE(world.store.redeem_code(code.code, key, kNow)->has_value());
    REQUIRE(*world.store.remove_kiosk("North Branch", "Kiosk 1"));
    CHECK(fault_of(world.store, code.code, key) == CodeFault::kUsed);
    CHECK_FALSE(is_kiosk(world.store, key));
    const auto fresh = code_for("Kiosk 1");
    REQUIRE(world.store.put_code(fresh));
    CHECK(world.store.redeem_code(fresh.code, key, kNow)->has_value());
}

TEMPLATE_TEST_CASE("a code is good to its end, and is known as expired for a month", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    const auto code = code_for("Kiosk 1");
    REQUIRE(world.store.put_code(code));
    CHECK(fault_of(world.store, code.code, random_array<32>(), kNow + kDay) == CodeFault::kExpired);
    REQUIRE(world.store.put_code(code_for("Kiosk 2", kNow + 20 * kDay)));
    CHECK(fault_of(world.store, code.code, random_array<32>(), kNow + 20 * kDay) == CodeFault::kExpired);
    REQUIRE(world.store.put_code(code_for("Kiosk 2", kNow + 40 * kDay)));
    CHECK(fault_of(world.store, code.code, random_array<32>(), kNow + 40 * kDay) == CodeFault::kUnknown);
    const auto late = code_for("Kiosk 3");
    REQUIRE(world.store.put_code(late));
    CHECK(world.store.redeem_code(late.code, random_array<32>(), kNow + kDay - 1)->has_value());
}

TEMPLATE_TEST_CASE("a new code takes the place of an unused one, and no kiosk's name", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType world;
    const auto first = code_for("Kiosk 1");
    const auto second = code_for("Kiosk 1");
    const auto other = code_for("Kiosk 2");
    for (const auto& code : {first, other, second})
        REQUIRE(world.store.put_code(code));
    CHECK(fault_of(world.store, first.code, random_array<32>()) == CodeFault::kUnknown);
    CHECK(world.store.redeem_code(second.code, random_array<32>(), kNow)->has_value());
    CHECK(world.store.put_code(code_for("Kiosk 1")).error() == StoreError::kConflict);
    // Somebody added a kiosk of that name by hand meanwhile.
    REQUIRE(world.store.put_kiosk({random_array<32>(), "Kiosk 2", "North Branch"}));
    CHECK(fault_of(world.store, other.code, random_array<32>()) == CodeFault::kKioskExists);
}

TEMPLATE_TEST_CASE("the codes that wait are told, and none that was used", "[server][store]", InMemory, InSqlite,
                   InPostgres) {
    TestType world;
    CHECK(world.store.codes()->empty());
    const auto used = code_for("Kiosk 1");
    const auto late = code_for("Kiosk 3", kNow);
    const auto waits = code_for("Kiosk 2");
    for (const auto& code : {used, late, waits})
        REQUIRE(world.store.put_code(code));
    REQUIRE(world.store.redeem_code(used.code, random_array<32>(), kNow)->has_value());
    CHECK(*world.store.codes() == std::vector<StoredCode>{waits, late});
}

TEMPLATE_TEST_CASE("a kiosk is suspended and resumed by name and site", "[server][store]", InMemory, InSqlite,
                   InPostgres) {
    TestType world;
    const auto key = random_array<32>();
    REQUIRE(world.store.put_kiosk({key, "Kiosk 1", "North Branch"}));
    CHECK_FALSE(*world.store.suspend_kiosk("South Branch", "Kiosk 1", true));
    CHECK_FALSE(world.store.load_settings()->kiosks.front().suspended);
    CHECK(*world.store.suspend_kiosk("North Branch", "Kiosk 1", true));
    CHECK(world.store.load_settings()->kiosks.front().suspended);
    // Being put again, under another name, does not resume it.
    REQUIRE(world.store.put_kiosk({key, "Kiosk 9", "North Branch"}));
    CHECK(world.store.load_settings()->kiosks.front().suspended);
    CHECK(*world.store.suspend_kiosk("North Branch", "Kiosk 9", false));
    CHECK_FALSE(world.store.load_settings()->kiosks.front().suspended);
}

TEMPLATE_TEST_CASE("the numbers that wait for a removed kiosk are in the pool again, but not those that it was given",
                   "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType world;
    std::vector<std::string> numbers;
    for (int i = 0; i < 50'000; ++i)
        numbers.push_back(std::to_string(20'000'000 + i));
    REQUIRE_FALSE(*world.store.import_numbers("library", numbers));
    const Kiosk kiosk{random_array<32>(), "Kiosk 1", "North Branch"};
    const Kiosk other{random_array<32>(), "Kiosk 2", "North Branch"};
    for (const auto& one : {kiosk, other})
        REQUIRE(world.store.put_kiosk(one));
    const auto id = protocol::kiosk_id(kiosk.key);
    // Three blocks for the one, one for the other.
    REQUIRE(world.store.deal_numbers("library", 30'000, std::vector{id}));
    REQUIRE(world.store.deal_numbers("library", 1'000, std::vector{protocol::kiosk_id(other.key)}));
    const auto given = world.store.fetch_blocks(id, {});
    REQUIRE(given->size() == 2);
    CHECK(pool_of(world.store) == 19'000);
    REQUIRE(*world.store.remove_kiosk("North Branch", "Kiosk 1"));
    CHECK(pool_of(world.store) == 29'000);
    CHECK(world.store.fetch_blocks(id, {})->empty());
    CHECK(world.store.count_numbers()->front().waiting == 1'000);
    CHECK_FALSE(*world.store.remove_kiosk("North Branch", "Kiosk 1"));
    CHECK(world.store.load_settings()->kiosks.size() == 1);
    // What is dealt again is nothing that the removed kiosk may hold.
    REQUIRE(world.store.deal_numbers("library", 29'000, std::vector{protocol::kiosk_id(other.key)}));
    for (auto blocks = world.store.fetch_blocks(protocol::kiosk_id(other.key), {}); !blocks->empty();) {
        std::vector<protocol::BlockId> stored;
        for (const auto& block : *blocks) {
            stored.push_back(block.id);
            for (const auto& held : *given)
                for (const auto& number : {block.numbers.front(), block.numbers.back()})
                    CHECK_FALSE(std::ranges::binary_search(held.numbers, number));
        }
        blocks = world.store.fetch_blocks(protocol::kiosk_id(other.key), stored);
    }
}

TEMPLATE_TEST_CASE("a server sees the kiosk that it made itself, and one that another process removed",
                   "[server][store]", InSqlite, InPostgres) {
    TestType world;
    REQUIRE(*world.store.settings_changed());
    REQUIRE_FALSE(*world.store.settings_changed());
    const auto code = code_for("Kiosk 1");
    const auto other = world.open_again();
    REQUIRE(other->put_code(code));
    // A code is no setting, but SQLite cannot tell.
    REQUIRE(world.store.settings_changed());
    REQUIRE(world.store.redeem_code(code.code, random_array<32>(), kNow)->has_value());
    CHECK(*world.store.settings_changed());
    CHECK_FALSE(*world.store.settings_changed());
    REQUIRE(*other->remove_kiosk("North Branch", "Kiosk 1"));
    CHECK(*world.store.settings_changed());
}

TEMPLATE_TEST_CASE("a server sees what it did itself to kiosks and accounts", "[server][store]", InSqlite, InPostgres) {
    TestType world;
    REQUIRE(*world.store.settings_changed());
    const auto is_seen = [&] {
        const bool first = *world.store.settings_changed();
        return first && !*world.store.settings_changed();
    };
    REQUIRE(world.store.put_kiosk({random_array<32>(), "Kiosk 1", "North Branch"}));
    CHECK(is_seen());
    REQUIRE(*world.store.suspend_kiosk("North Branch", "Kiosk 1", true));
    CHECK(is_seen());
    REQUIRE(*world.store.remove_kiosk("North Branch", "Kiosk 1"));
    CHECK(is_seen());
    REQUIRE(world.store.put_staff({"ana", "North Branch"}));
    CHECK(is_seen());
    REQUIRE(*world.store.remove_staff("ana"));
    CHECK(is_seen());
}

TEST_CASE("the database has neither a code nor what makes one", "[server][store][promise]") {
    ScratchFolder folder;
    const auto secret = random_array<32>();
    const auto key = signing_key::from_seed(secret);
    {
        auto store = std::move(*SqliteStore::open(folder.path() / "porchlight.db"));
        REQUIRE(store->put_code({key.public_half, "North Branch", "Kiosk 1", kNow}));
        REQUIRE(store->rest());
    }
    const auto content = bytes_in_folder(folder.path());
    CHECK(occurrences(content, key.public_half) > 0);
    CHECK(occurrences(content, secret) == 0);
}

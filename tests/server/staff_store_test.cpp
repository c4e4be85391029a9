// The contract of a store of accounts, held by all.
#include "tests/server/support/stores.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

Staff full_account() {
    Staff out{"ana", "North Branch", "hash"};
    out.role = Role::kSiteLead;
    out.app = {1, 2, 3};
    out.passkeys = {{{1}, {2, 2}, 7}, {{3}, {4, 4}, 0}};
    out.invitation = Invitation{random_array<32>(), *date::from_ymd(2026, 12, 3)};
    out.locked = true;
    return out;
}

std::optional<Staff> find(Store& store, const std::string& name) {
    const auto stored = store.load_settings();
    REQUIRE(stored);
    const auto at = std::ranges::find(stored->staff, name, &Staff::name);
    return at == stored->staff.end() ? std::nullopt : std::optional(*at);
}

}  // namespace

TEMPLATE_TEST_CASE("an account is kept with all that it has, replaced and removed", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType t;
    const auto account = full_account();
    REQUIRE(t.store.put_staff(account));
    CHECK(find(t.store, "ana") == account);
    const Staff plain{"ana", "South Branch"};
    REQUIRE(t.store.put_staff(plain));
    CHECK(find(t.store, "ana") == plain);
    CHECK(t.store.load_settings()->staff.size() == 1);
    CHECK(*t.store.sites() == std::vector<std::string>{"North Branch", "South Branch"});
    CHECK(t.store.remove_staff("ana") == true);
    CHECK(t.store.remove_staff("ana") == false);
    CHECK_FALSE(find(t.store, "ana"));
}

TEMPLATE_TEST_CASE("an account is changed from what it is, and from nothing else", "[server][store]", InMemory,
                   InSqlite, InPostgres) {
    TestType t;
    const auto before = full_account();
    REQUIRE(t.store.put_staff(before));
    auto after = before;
    after.invitation.reset();
    after.passkeys.front().sign_count = 8;
    REQUIRE(t.store.change_staff(before, after));
    CHECK(find(t.store, "ana") == after);
    CHECK(t.store.change_staff(before, after).error() == StoreError::kConflict);
    auto renamed = after;
    renamed.name = "ben";
    CHECK(t.store.change_staff(after, renamed).error() == StoreError::kConflict);
    CHECK(t.store.change_staff(renamed, renamed).error() == StoreError::kConflict);
    CHECK(find(t.store, "ana") == after);
}

TEMPLATE_TEST_CASE("a passkey is one account's", "[server][store]", InMemory, InSqlite, InPostgres) {
    TestType t;
    const auto ana = full_account();
    REQUIRE(t.store.put_staff(ana));
    Staff ben{"ben", "North Branch", "hash"};
    REQUIRE(t.store.put_staff(ben));
    auto thief = ben;
    thief.passkeys = {ana.passkeys.back()};
    CHECK(t.store.change_staff(ben, thief).error() == StoreError::kConflict);
    CHECK(find(t.store, "ben") == ben);
    CHECK(find(t.store, "ana") == ana);
}

TEST_CASE("what an account had is gone from the database's files after a reset", "[server][store]") {
    InSqlite t;
    auto account = full_account();
    account.password = "a password string that is easy to find";
    REQUIRE(t.store.put_staff(account));
    REQUIRE(t.store.rest());
    REQUIRE(occurrences(bytes_in_folder(t.folder.path()), as_bytes(account.password)) > 0);
    REQUIRE(t.store.put_staff({"ana", "North Branch"}));
    REQUIRE(t.store.rest());
    CHECK(occurrences(bytes_in_folder(t.folder.path()), as_bytes(account.password)) == 0);
}

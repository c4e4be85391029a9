// What a court would get: whole, true to the schema, and without a word of an applicant.
#include "envelope/seal.h"
#include "server/disclose/meanings.h"
#include "server/disclose/report.h"
#include "server/store/postgres_tables.h"
#include "server/store/sqlite_tables.h"
#include "tests/server/support/stores.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

const date kDay = *date::from_ymd(2026, 11, 23);
constexpr const char* kCanary = "Xochiquetzal Canario";
constexpr int kRecords = 1000;

struct Held {
    std::string table;
    std::string column;
};

// Sealed as a kiosk seals: the name is in each of them.
std::vector<Outcome> approvals(int count) {
    const auto key = random_array<32>();
    std::vector<Outcome> outcomes;
    for (int i = 0; i < count; ++i) {
        const auto text = std::string(R"({"v":1,"epoch":1,"name":")") + kCanary + R"(","dob":"1990-03-12"})";
        const RequestTag tag{random_array<16>(),   random_array<16>(), 2,
                             protocol::Again::kNo, random_array<32>(), random_array<32>()};
        outcomes.push_back({tag, SealedRecord{1, envelope::seal(as_bytes(text), 1, key).value()},
                            CountKey{kDay, "North Branch", "demo", "adult", "approved"}});
    }
    return outcomes;
}

struct Server {
    ScratchFolder folder;
    std::filesystem::path file = folder.path() / "porchlight.db";
    std::unique_ptr<SqliteStore> store = std::move(*SqliteStore::open(file));

    void approve(int count) { REQUIRE(store->apply(approvals(count))); }
    Disclosure disclosed() const {
        auto tables = SqliteTables::open(file);
        REQUIRE(tables);
        auto out = disclose(*tables, folder.path(), kDay);
        REQUIRE(out);
        return std::move(*out);
    }
    std::vector<Held> columns() const {
        auto db = SqliteDb::open(file, 0);
        REQUIRE(db);
        std::vector<Held> out;
        REQUIRE(read_rows(
            *db, "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'",
            kNothingToBind, [&](const SqliteStatement& row) { out.push_back({row.text(0), row.text(1)}); }));
        return out;
    }
    void execute(const char* sql) const {
        auto db = SqliteDb::open(file, 0);
        REQUIRE(db);
        REQUIRE(db->execute(sql));
    }
};

// From a table's heading to the next.
std::string section(const std::string& text, const std::string& table) {
    std::string heading = table;
    for (std::size_t at = 0; (at = heading.find('_', at)) != std::string::npos; at += 2)
        heading.insert(at, "\\");
    const auto from = text.find("\n### " + heading + ": ");
    REQUIRE(from != std::string::npos);
    return text.substr(from, text.find("\n#", from + 1) - from);
}

}  // namespace

TEST_CASE("each column and file of a server with a thousand records is disclosed and described, and no applicant") {
    REQUIRE(start_crypto());
    Server server;
    REQUIRE(server.store->begin_day(kDay, 1));
    server.approve(kRecords);
    REQUIRE(server.store->begin_day(*date::from_ymd(2026, 11, 24), 1));
    server.approve(3);
    const auto out = server.disclosed();
    CHECK(out.unknown.empty());
    const auto columns = server.columns();
    CHECK(columns.size() > 20);
    for (const auto& [table, column] : columns) {
        INFO(table << '.' << column);
        REQUIRE(meaning_of(table + '.' + column) != nullptr);
        CHECK(section(out.text, table).contains(meaning_of(table)->is));
        CHECK(section(out.text, table).contains(meaning_of(table + '.' + column)->is));
    }
    CHECK(section(out.text, "records").contains(": 1,000 rows"));
    CHECK(section(out.text, "spool").contains(": 3 rows"));
    CHECK(section(out.text, "counts").contains("| North Branch |"));
    for (const auto& file : std::filesystem::directory_iterator(server.folder.path()))
        CHECK(out.text.contains("\n| " + file.path().filename().string() + " | 1 | "));
    CHECK(out.text.contains(held_elsewhere()));

    CHECK_FALSE(out.text.contains(kCanary));
    CHECK_FALSE(out.text.contains("1990-03-12"));
    CHECK_FALSE(out.text.contains(to_hex(as_bytes(kCanary))));
}

TEST_CASE("what a password or a day's key is made of is not shown") {
    REQUIRE(start_crypto());
    Server server;
    REQUIRE(server.store->put_staff({"demo", "North Branch", "$argon2id$nonsense"}));
    const auto out = server.disclosed();
    CHECK(section(out.text, "staff").contains("(not shown)"));
    CHECK(section(out.text, "staff").contains("| demo |"));
    CHECK_FALSE(out.text.contains("nonsense"));
    CHECK(section(out.text, "day_key").contains("(not shown)"));
}

TEST_CASE("what nobody has described is disclosed, and said to be so") {
    Server server;
    server.execute("CREATE TABLE notes(about TEXT); INSERT INTO notes VALUES('seen | on Monday')");
    server.execute("ALTER TABLE kiosks ADD COLUMN hour TEXT");
    write_text(server.folder.path() / "notes.txt", "seen on Monday");
    const auto out = server.disclosed();
    for (const auto* thing : {"notes", "notes.about", "kiosks.hour", "notes.txt"})
        CHECK(std::ranges::find(out.unknown, thing) != out.unknown.end());
    CHECK(out.unknown.size() == 4);
    CHECK(section(out.text, "notes").contains("| about | TEXT | **Not described."));
    CHECK(out.text.contains("| notes.txt | 1 | 14 | **Not described."));
    // An undescribed column may hold anything: that it is there is told, and no example of it.
    CHECK(section(out.text, "notes").contains("(not shown)"));
    CHECK_FALSE(out.text.contains("on Monday"));
}

TEST_CASE("each column of a PostgreSQL is disclosed and described, and no applicant") {
    REQUIRE(start_crypto());
    InPostgres world;
    REQUIRE(world.store.put_staff({"demo", "North Branch", "$argon2id$nonsense"}));
    REQUIRE(world.store.begin_day(kDay, 1));
    REQUIRE(world.store.apply(approvals(4)));
    auto tables = PostgresTables::open(world.url);
    REQUIRE(tables);
    ScratchFolder folder;
    const auto out = disclose(*tables, folder.path(), kDay);
    REQUIRE(out);
    CHECK(out->unknown.empty());
    CHECK(section(out->text, "spool").contains(": 4 rows"));
    CHECK(section(out->text, "spool").contains("bytes)"));
    CHECK(section(out->text, "counts").contains("| North Branch |"));
    for (const auto* word : {"nonsense", kCanary, "ctid", "xmin"})
        CHECK_FALSE(out->text.contains(word));
    CHECK_FALSE(out->text.contains(to_hex(as_bytes(kCanary))));
    ask_postgres(world.url, "CREATE TABLE notes(about text); INSERT INTO notes VALUES('seen on Monday')");
    const auto more = disclose(*tables, folder.path(), kDay);
    CHECK(more->unknown == std::vector<std::string>{"notes", "notes.about"});
    CHECK_FALSE(more->text.contains("on Monday"));
}

TEST_CASE("nothing is described that is not there") {
    const Server server;
    auto columns = server.columns();
    const InPostgres world;
    // As a server leaves one that was killed while it wrote.
    ask_postgres(world.url, "CREATE TABLE anew_spool(LIKE spool INCLUDING ALL)");
    const auto tables = PostgresTables::open(world.url)->read_tables();
    REQUIRE(tables);
    for (const auto& table : *tables)
        for (const auto& column : table.columns)
            columns.push_back({table.name, column.name});
    for (const auto& meaning : meanings()) {
        const auto of = std::string(meaning.of);
        const bool is_held = std::ranges::any_of(columns, [&](const Held& held) {
            const auto* found = held.column.empty() ? nullptr : meaning_of(held.table + '.' + held.column);
            return held.table == of || held.table + '.' + held.column == of || found == &meaning;
        });
        const bool is_file = of.starts_with("keys/") || of.starts_with("files/") || of.starts_with("porchlight.db") ||
                             of == "serving.lock" || of == "trust.json";
        INFO(of);
        CHECK((is_held || is_file));
    }
}

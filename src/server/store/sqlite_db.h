// SQLite behind three small classes that cannot leak a statement or a transaction, and never throw.
// One thread at a time. Errors: StoreError; the library's own texts go nowhere, they could quote what is stored.
#pragma once

#include "server/store/store.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace porchlight::server {

// Statements that were prepared and are not in use, by their text: the store asks the same few again and again.
using SqliteIdleStatements = std::map<std::string, sqlite3_stmt*, std::less<>>;

// One prepared statement; bind from 1, columns from 0. The database outlives it.
class SqliteStatement {
public:
    SqliteStatement(sqlite3_stmt* statement, std::string sql, SqliteIdleStatements& idle)
        : m_statement(statement), m_sql(std::move(sql)), m_idle(&idle) {}
    SqliteStatement(SqliteStatement&& other) noexcept;
    SqliteStatement& operator=(SqliteStatement&&) = delete;
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement();

    // What is bound must outlive the statement's steps.
    SqliteStatement& bind(int at, byte_view blob);
    SqliteStatement& bind(int at, std::string_view text);
    SqliteStatement& bind(int at, std::int64_t number);
    SqliteStatement& bind_null(int at);

    // True: a row. False: done.
    std::expected<bool, StoreError> step();
    // For statements without rows.
    std::expected<void, StoreError> run();
    // Makes it ready for another run.
    void reset();

    byte_view blob(int column) const;
    std::string text(int column) const;
    std::int64_t number(int column) const;
    bool is_null(int column) const;

private:
    sqlite3_stmt* m_statement;
    std::string m_sql;
    SqliteIdleStatements* m_idle;
};

// Beside those that write; that, and the log begun anew; that, and the log cut off.
enum class Checkpoint : std::uint8_t { kPassive, kRestart, kTruncate };

class SqliteDb {
public:
    // max_pages: the most the file may grow to; 0 is no limit.
    static std::expected<SqliteDb, StoreError> open(const std::filesystem::path& file, unsigned max_pages);
    SqliteDb(SqliteDb&& other) noexcept;
    SqliteDb& operator=(SqliteDb&&) = delete;
    SqliteDb(const SqliteDb&) = delete;
    SqliteDb& operator=(const SqliteDb&) = delete;
    ~SqliteDb();

    std::expected<void, StoreError> execute(const char* sql);
    std::expected<SqliteStatement, StoreError> prepare(std::string_view sql);
    // Rows changed by the last statement.
    int changes() const;
    // Carries over what is in the log. False: not all, for others read or write; it holds up all that write, so it
    // waits for those a quarter of a second at most.
    std::expected<bool, StoreError> checkpoint(Checkpoint mode);

private:
    explicit SqliteDb(sqlite3* db) : m_db(db) {}

    sqlite3* m_db;
    std::unique_ptr<SqliteIdleStatements> m_idle = std::make_unique<SqliteIdleStatements>();
};

// For statements without parameters.
inline constexpr auto kNothingToBind = [](SqliteStatement&) {};

// Runs a statement without rows; bind: fills in its parameters.
template <class Bind>
std::expected<void, StoreError> run(SqliteDb& db, std::string_view sql, Bind bind) {
    auto statement = db.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    bind(*statement);
    return statement->run();
}

// Calls each(statement) for every row.
template <class Bind, class Each>
std::expected<void, StoreError> read_rows(SqliteDb& db, std::string_view sql, Bind bind, Each each) {
    auto statement = db.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    bind(*statement);
    auto row = statement->step();
    for (; row && *row; row = statement->step())
        each(*statement);
    if (!row)
        return std::unexpected(row.error());
    return {};
}

// Rolls back unless it was committed.
class SqliteTransaction {
public:
    // Takes the write lock at once, so that it cannot fail for it half-way.
    static std::expected<SqliteTransaction, StoreError> begin(SqliteDb& db);
    // One moment of the database, for reading.
    static std::expected<SqliteTransaction, StoreError> begin_reading(SqliteDb& db);
    SqliteTransaction(SqliteTransaction&& other) noexcept;
    SqliteTransaction& operator=(SqliteTransaction&&) = delete;
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;
    ~SqliteTransaction();

    std::expected<void, StoreError> commit();

private:
    explicit SqliteTransaction(SqliteDb& db) : m_db(&db) {}

    SqliteDb* m_db;
};

}  // namespace porchlight::server

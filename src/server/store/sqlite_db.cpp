#include "server/store/sqlite_db.h"

#include <sqlite3.h>

#include <array>
#include <tuple>
#include <utility>

namespace porchlight::server {
namespace {

// For another program, or a disk that writes out what others gave it: as long as for a PostgreSQL (postgres_store.h).
constexpr int kBusyTimeout_ms = 20'000;
constexpr int kCheckpointTimeout_ms = 250;
constexpr std::size_t kMaxIdleStatements = 64;

// A write that the disk refused is a full disk, a used-up quota or a file size limit: it may be tried again.
StoreError error_of(int code) {
    const bool full = (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE;
    return full ? StoreError::kFull : StoreError::kFailed;
}

}  // namespace

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)), m_sql(std::move(other.m_sql)), m_idle(other.m_idle) {}

SqliteStatement::~SqliteStatement() {
    if (m_statement == nullptr)
        return;
    reset();
    if (m_idle->size() >= kMaxIdleStatements || !m_idle->try_emplace(std::move(m_sql), m_statement).second)
        sqlite3_finalize(m_statement);
}

SqliteStatement& SqliteStatement::bind(int at, byte_view blob) {
    // No pointer would be NULL, which an empty value is not.
    const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
    sqlite3_bind_blob64(m_statement, at, data, blob.size(), SQLITE_STATIC);
    return *this;
}

SqliteStatement& SqliteStatement::bind(int at, std::string_view text) {
    sqlite3_bind_text64(m_statement, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

SqliteStatement& SqliteStatement::bind(int at, std::int64_t number) {
    sqlite3_bind_int64(m_statement, at, number);
    return *this;
}

SqliteStatement& SqliteStatement::bind_null(int at) {
    sqlite3_bind_null(m_statement, at);
    return *this;
}

std::expected<bool, StoreError> SqliteStatement::step() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return std::unexpected(error_of(code));
}

std::expected<void, StoreError> SqliteStatement::run() {
    const auto row = step();
    if (!row)
        return std::unexpected(row.error());
    return {};
}

void SqliteStatement::reset() {
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

byte_view SqliteStatement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string SqliteStatement::text(int column) const { return std::string(as_text(blob(column))); }

std::int64_t SqliteStatement::number(int column) const { return sqlite3_column_int64(m_statement, column); }

bool SqliteStatement::is_null(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

std::expected<SqliteDb, StoreError> SqliteDb::open(const std::filesystem::path& file, unsigned max_pages) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    SqliteDb db(handle);
    if (code != SQLITE_OK)
        return std::unexpected(error_of(code));
    sqlite3_busy_timeout(handle, kBusyTimeout_ms);
    // A page of 8 KiB holds whole records, so that none lies in overflow pages, whose numbers tell an order.
    // The store checkpoints when it rests (sqlite_store.h), about once a second, not while somebody waits for a commit;
    // a GiB of log is for a crowd, or for a time when an export keeps it from that.
    const std::string pragmas =
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
        "PRAGMA wal_autocheckpoint=131072;" +
        (max_pages == 0 ? std::string() : "PRAGMA max_page_count=" + std::to_string(max_pages) + ";");
    if (const auto done = db.execute(pragmas.c_str()); !done)
        return std::unexpected(done.error());
    return db;
}

SqliteDb::SqliteDb(SqliteDb&& other) noexcept
    : m_db(std::exchange(other.m_db, nullptr)), m_idle(std::move(other.m_idle)) {}

SqliteDb::~SqliteDb() {
    if (m_idle)
        for (const auto& [sql, statement] : *m_idle)
            sqlite3_finalize(statement);
    sqlite3_close_v2(m_db);
}

std::expected<void, StoreError> SqliteDb::execute(const char* sql) {
    const int code = sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(error_of(code));
    return {};
}

std::expected<SqliteStatement, StoreError> SqliteDb::prepare(std::string_view sql) {
    if (const auto at = m_idle->find(sql); at != m_idle->end()) {
        auto held = m_idle->extract(at);
        return SqliteStatement(held.mapped(), std::move(held.key()), *m_idle);
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(m_db, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(error_of(code));
    return SqliteStatement(statement, std::string(sql), *m_idle);
}

int SqliteDb::changes() const { return sqlite3_changes(m_db); }

std::expected<bool, StoreError> SqliteDb::checkpoint(Checkpoint mode) {
    constexpr std::array kModes = {SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_RESTART, SQLITE_CHECKPOINT_TRUNCATE};
    sqlite3_busy_timeout(m_db, kCheckpointTimeout_ms);
    const int code = sqlite3_wal_checkpoint_v2(m_db, nullptr, kModes[static_cast<std::size_t>(mode)], nullptr, nullptr);
    sqlite3_busy_timeout(m_db, kBusyTimeout_ms);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        return std::unexpected(error_of(code));
    return code == SQLITE_OK;
}

std::expected<SqliteTransaction, StoreError> SqliteTransaction::begin(SqliteDb& db) {
    if (const auto begun = db.execute("BEGIN IMMEDIATE"); !begun)
        return std::unexpected(begun.error());
    return SqliteTransaction(db);
}

std::expected<SqliteTransaction, StoreError> SqliteTransaction::begin_reading(SqliteDb& db) {
    if (const auto begun = db.execute("BEGIN"); !begun)
        return std::unexpected(begun.error());
    return SqliteTransaction(db);
}

SqliteTransaction::SqliteTransaction(SqliteTransaction&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}

SqliteTransaction::~SqliteTransaction() {
    // After some errors SQLite has rolled back by itself; a second time is refused and changes nothing.
    if (m_db != nullptr)
        std::ignore = m_db->execute("ROLLBACK");
}

std::expected<void, StoreError> SqliteTransaction::commit() {
    auto done = m_db->execute("COMMIT");
    if (done)
        m_db = nullptr;
    return done;
}

}  // namespace porchlight::server

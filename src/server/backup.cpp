#include "server/backup.h"

#include "server/data_dir.h"
#include "server/store/sqlite_schema.h"

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kAnySize = 0;

// The order of what was inserted is gone with the free pages; the marks of requests, and what they were made with, too.
constexpr auto kForgetRequests =
    "PRAGMA journal_mode=DELETE; DELETE FROM spool WHERE sealed IS NULL;"
    "UPDATE spool SET request_key = randomblob(32); UPDATE day_key SET key = randomblob(32); VACUUM;";

fs::path beside(const fs::path& path) { return path.string() + ".new"; }

void remove_database(const fs::path& path) {
    std::error_code ignored;
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
        fs::remove(path.string() + suffix, ignored);
}

constexpr auto kForgetWaiting = "DELETE FROM spool;";

std::expected<std::int64_t, StoreError> count_waiting(SqliteDb& copy) {
    std::int64_t count = 0;
    const auto read = read_rows(copy, "SELECT count(*) FROM spool WHERE sealed IS NOT NULL", kNothingToBind,
                                [&](const SqliteStatement& row) { count = row.number(0); });
    if (!read)
        return std::unexpected(read.error());
    return count;
}

std::expected<std::int64_t, StoreError> copy_to(SqliteDb& db, const fs::path& copy, WaitingRecords waiting) {
    const auto name = copy.string();
    auto statement = db.prepare("VACUUM INTO ?1");
    if (!statement)
        return std::unexpected(statement.error());
    if (const auto copied = statement->bind(1, std::string_view(name)).run(); !copied)
        return std::unexpected(copied.error());
    auto made = SqliteDb::open(copy, kAnySize);
    if (!made)
        return std::unexpected(made.error());
    const auto count = count_waiting(*made);
    if (!count)
        return count;
    if (waiting == WaitingRecords::kLeftOut)
        if (const auto forgotten = made->execute(kForgetWaiting); !forgotten)
            return std::unexpected(forgotten.error());
    if (const auto forgotten = made->execute(kForgetRequests); !forgotten)
        return std::unexpected(forgotten.error());
    return count;
}

std::expected<void, StoreError> check_whole(const fs::path& file) {
    auto db = SqliteDb::open(file, kAnySize);
    if (!db)
        return std::unexpected(db.error());
    std::string found;
    const auto read = read_rows(*db, "PRAGMA integrity_check", kNothingToBind,
                                [&](const SqliteStatement& row) { found += row.text(0); });
    if (!read || found != "ok")
        return std::unexpected(StoreError::kFailed);
    const auto records = read_rows(*db, "SELECT count(*) FROM records", kNothingToBind, [](const SqliteStatement&) {});
    return records ? prepare_schema(*db) : records;
}

template <class Make>
std::expected<void, StoreError> put_in_place(const fs::path& path, Make make) {
    std::error_code error;
    if (fs::exists(path, error))
        return std::unexpected(StoreError::kConflict);
    remove_database(beside(path));
    auto made = make(beside(path));
    if (made && !sync_and_rename(beside(path), path))
        made = std::unexpected(StoreError::kFailed);
    remove_database(beside(path));
    return made;
}

}  // namespace

std::expected<std::int64_t, StoreError> back_up(const fs::path& database, const fs::path& to, WaitingRecords waiting) {
    auto db = SqliteDb::open(database, kAnySize);
    if (!db)
        return std::unexpected(db.error());
    std::int64_t count = 0;
    const auto made = put_in_place(to, [&](const fs::path& copy) -> std::expected<void, StoreError> {
        const auto copied = copy_to(*db, copy, waiting);
        if (!copied)
            return std::unexpected(copied.error());
        count = *copied;
        return {};
    });
    if (!made)
        return std::unexpected(made.error());
    return count;
}

std::expected<void, StoreError> restore(const fs::path& from, const fs::path& database) {
    return put_in_place(database, [&](const fs::path& copy) -> std::expected<void, StoreError> {
        std::error_code error;
        if (!fs::copy_file(from, copy, error))
            return std::unexpected(StoreError::kFailed);
        return check_whole(copy);
    });
}

}  // namespace porchlight::server

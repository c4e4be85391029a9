#include "server/store/sqlite_spool.h"

#include <algorithm>

namespace porchlight::server {
namespace {

// Spool or heap has these very bytes.
std::expected<bool, StoreError> keeps(SqliteDb& db, const SealedRecord& record) {
    const auto digest = hash(record.sealed);
    const auto seal_key = byte_view(record.sealed).subspan(envelope::kHeaderBytes, 32);
    bool found = false;
    const auto read = read_rows(
        db,
        "SELECT 1 FROM records WHERE digest = ?1 "
        "UNION ALL SELECT 1 FROM spool WHERE substr(sealed, 17, 32) = ?2 AND sealed = ?3",
        [&](SqliteStatement& row) { row.bind(1, digest).bind(2, seal_key).bind(3, record.sealed); },
        [&](const SqliteStatement&) { found = true; });
    if (!read)
        return std::unexpected(read.error());
    return found;
}

// A record that is there already leaves a mark alone, as where none is kept: the request is known again.
std::expected<bool, StoreError> insert_spool(SqliteDb& db, const Outcome& outcome, byte_view day_key) {
    const auto is_kept = outcome.record ? keeps(db, *outcome.record) : true;
    if (!is_kept)
        return is_kept;
    const auto key = request_key(day_key, *outcome.tag);
    const auto inserted = run(db, "INSERT OR IGNORE INTO spool VALUES(?1, ?2, ?3)", [&](SqliteStatement& row) {
        row.bind(1, key).bind(2, std::int64_t{*is_kept ? 0 : outcome.record->epoch});
        if (*is_kept)
            row.bind_null(3);
        else
            row.bind(3, outcome.record->sealed);
    });
    if (!inserted)
        return std::unexpected(inserted.error());
    return db.changes() == 1;
}

std::expected<void, StoreError> raise_count(SqliteDb& db, const CountKey& key) {
    const auto day = key.day.text();
    return run(db,
               "INSERT INTO counts VALUES(?1, ?2, ?3, ?4, ?5, 1) "
               "ON CONFLICT(day, site, librarian, class, outcome) DO UPDATE SET n = n + 1",
               [&](SqliteStatement& row) {
                   row.bind(1, day).bind(2, key.site).bind(3, key.librarian);
                   row.bind(4, key.card_class).bind(5, key.outcome);
               });
}

std::expected<void, StoreError> insert_record(SqliteDb& db, const DigestedRecord& record) {
    return run(db, "INSERT OR IGNORE INTO records VALUES(?1, ?2, ?3)", [&](SqliteStatement& row) {
        row.bind(1, record.digest).bind(2, std::int64_t{record.record.epoch}).bind(3, record.record.sealed);
    });
}

// In the memory of this process between (temp_store).
constexpr auto kWriteAnew = R"(
CREATE TEMP TABLE anew AS SELECT * FROM spool ORDER BY request_key;
DELETE FROM spool;
INSERT INTO spool SELECT * FROM anew ORDER BY rowid;
DROP TABLE anew;
CREATE TEMP TABLE anew AS SELECT * FROM counts WHERE day = (SELECT max(day) FROM counts)
    ORDER BY site, librarian, class, outcome;
DELETE FROM counts WHERE day = (SELECT day FROM anew);
INSERT INTO counts SELECT * FROM anew ORDER BY rowid;
DROP TABLE anew;
)";

}  // namespace

std::expected<void, StoreError> write_anew(SqliteDb& db) { return db.execute(kWriteAnew); }

std::expected<byte_array<32>, StoreError> read_day_key(SqliteDb& db) {
    byte_array<32> key{};
    const auto read = read_rows(db, "SELECT key FROM day_key", kNothingToBind,
                                [&](const SqliteStatement& row) { key = to_array<32>(row.blob(0)); });
    if (!read)
        return std::unexpected(read.error());
    if (all_zero(key))
        return std::unexpected(StoreError::kFailed);
    return key;
}

std::expected<std::string, StoreError> read_day(SqliteDb& db) {
    std::string day;
    const auto read = read_rows(db, "SELECT day FROM day_key", kNothingToBind,
                                [&](const SqliteStatement& row) { day = row.text(0); });
    if (!read)
        return std::unexpected(read.error());
    return day;
}

std::expected<void, StoreError> begin_day_key(SqliteDb& db, const std::string& day) {
    const auto key = random_array<32>();
    return run(db, "UPDATE day_key SET day = ?1, key = ?2",
               [&](SqliteStatement& row) { row.bind(1, day).bind(2, key); });
}

std::expected<void, StoreError> insert_outcome(SqliteDb& db, const Outcome& outcome, byte_view day_key) {
    if (outcome.tag) {
        const auto is_new = insert_spool(db, outcome, day_key);
        if (!is_new)
            return std::unexpected(is_new.error());
        if (!*is_new)
            return {};
    }
    return raise_count(db, outcome.count);
}

std::expected<void, StoreError> drop_marks(SqliteDb& db) {
    return db.execute("DELETE FROM spool WHERE sealed IS NULL");
}

std::expected<std::vector<DigestedRecord>, StoreError> read_spool(SqliteDb& db) {
    std::vector<DigestedRecord> out;
    const auto read = read_rows(db, "SELECT epoch, sealed FROM spool WHERE sealed IS NOT NULL", kNothingToBind,
                                [&](const SqliteStatement& row) {
                                    const auto sealed = to_array<envelope::kEnvelopeBytes>(row.blob(1));
                                    const auto epoch = static_cast<std::uint32_t>(row.number(0));
                                    out.push_back({hash(sealed), {epoch, sealed}});
                                });
    if (!read)
        return std::unexpected(read.error());
    std::ranges::sort(out, {}, &DigestedRecord::digest);
    return out;
}

std::expected<std::size_t, StoreError> shuffle_spool(SqliteDb& db, std::size_t batch) {
    const auto spool = read_spool(db);
    if (!spool)
        return std::unexpected(spool.error());
    if (spool->empty() || spool->size() < batch)
        return 0;
    // Inserted in the order of digests, so that no page tells in which order they came.
    for (const auto& record : *spool)
        if (const auto inserted = insert_record(db, record); !inserted)
            return std::unexpected(inserted.error());
    if (const auto emptied = db.execute("DELETE FROM spool"); !emptied)
        return std::unexpected(emptied.error());
    return spool->size();
}

std::expected<std::int64_t, StoreError> read_number(SqliteDb& db, std::string_view sql) {
    std::int64_t out = 0;
    const auto read = read_rows(db, sql, kNothingToBind, [&](const SqliteStatement& row) { out = row.number(0); });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::server

#include "server/store/sqlite_epochs.h"

#include "server/store/sqlite_spool.h"
#include "server/store/sqlite_store.h"

#include <algorithm>
#include <set>

namespace porchlight::server {
namespace {

date day_of(const std::string& text) { return date::parse(text).value_or(date::from_days(0)); }

std::expected<std::optional<StoredEpoch>, StoreError> read_epoch(SqliteDb& db, std::uint32_t id) {
    const auto all = read_epochs(db);
    if (!all)
        return std::unexpected(all.error());
    const auto at = std::ranges::find(*all, id, &StoredEpoch::id);
    return at == all->end() ? std::nullopt : std::optional(*at);
}

std::expected<void, StoreError> mark_deleted(SqliteDb& db, std::uint32_t epoch, const std::string& today) {
    return run(db, "UPDATE epochs SET deleted = ?2 WHERE id = ?1 AND deleted = ''",
               [&](SqliteStatement& row) { row.bind(1, std::int64_t{epoch}).bind(2, today); });
}

// A page from which a row is deleted may keep copies of rows that were moved to its neighbour before. So what stays is
// written into new pages, and all the old ones are freed, which secure_delete overwrites.
std::expected<void, StoreError> write_heap_without(SqliteDb& db, std::uint32_t epoch) {
    const auto sql =
        "CREATE TABLE records_kept(digest BLOB PRIMARY KEY, epoch INTEGER NOT NULL, sealed BLOB NOT NULL) "
        "WITHOUT ROWID, STRICT;"
        "INSERT INTO records_kept SELECT * FROM records WHERE epoch <> " +
        std::to_string(epoch) +
        " ORDER BY digest;"
        "DROP TABLE records; ALTER TABLE records_kept RENAME TO records";
    return db.execute(sql.c_str());
}

std::expected<void, StoreError> write_spool_without(SqliteDb& db, std::uint32_t epoch) {
    const auto deleted = run(db, "DELETE FROM spool WHERE epoch = ?1 AND sealed IS NOT NULL",
                             [&](SqliteStatement& row) { row.bind(1, std::int64_t{epoch}); });
    if (!deleted)
        return deleted;
    return write_anew(db);
}

}  // namespace

std::expected<std::vector<StoredEpoch>, StoreError> read_epochs(SqliteDb& db) {
    std::vector<StoredEpoch> out;
    const auto read = read_rows(db, "SELECT id, key, last_day, destroy_day, deleted FROM epochs ORDER BY id",
                                kNothingToBind, [&](const SqliteStatement& row) {
                                    out.push_back({static_cast<std::uint32_t>(row.number(0)), to_array<32>(row.blob(1)),
                                                   day_of(row.text(2)), day_of(row.text(3)), row.text(4)});
                                });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<std::vector<StoredPaper>, StoreError> read_papers(SqliteDb& db) {
    std::vector<StoredPaper> out;
    const auto read = read_rows(db, "SELECT id, epoch, is_transcript, document FROM epoch_papers ORDER BY id",
                                kNothingToBind, [&](const SqliteStatement& row) {
                                    out.push_back({to_array<32>(row.blob(0)), static_cast<std::uint32_t>(row.number(1)),
                                                   row.number(2) != 0, row.text(3)});
                                });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<void, StoreError> check_epochs(SqliteDb& db, std::span<const Outcome> outcomes) {
    std::set<std::int64_t> deleted;
    const auto read = read_rows(db, "SELECT id FROM epochs WHERE deleted <> ''", kNothingToBind,
                                [&](const SqliteStatement& row) { deleted.insert(row.number(0)); });
    if (!read)
        return read;
    const auto is_gone = [&](const Outcome& outcome) {
        return outcome.record && deleted.contains(outcome.record->epoch);
    };
    if (std::ranges::any_of(outcomes, is_gone))
        return std::unexpected(StoreError::kEpochGone);
    return {};
}

std::expected<void, StoreError> SqliteStore::put_epoch(const StoredEpoch& epoch) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto held = read_epoch(m_db, epoch.id);
    if (!held)
        return std::unexpected(held.error());
    if (*held && ((*held)->key != epoch.key || (*held)->end != epoch.end || (*held)->destroy != epoch.destroy))
        return std::unexpected(StoreError::kConflict);
    if (*held)
        return {};
    const auto end = epoch.end.text();
    const auto destroy = epoch.destroy.text();
    const auto put = run(m_db, "INSERT INTO epochs VALUES(?1, ?2, ?3, ?4, ?5)", [&](SqliteStatement& row) {
        row.bind(1, std::int64_t{epoch.id}).bind(2, epoch.key).bind(3, end).bind(4, destroy).bind(5, epoch.deleted);
    });
    if (!put)
        return put;
    m_changed_settings = true;
    return transaction->commit();
}

std::expected<void, StoreError> SqliteStore::put_paper(const StoredPaper& paper) {
    m_changed_settings = true;
    return run(m_db, "INSERT OR IGNORE INTO epoch_papers VALUES(?1, ?2, ?3, ?4)", [&](SqliteStatement& row) {
        row.bind(1, paper.id).bind(2, std::int64_t{paper.epoch});
        row.bind(3, std::int64_t{paper.is_transcript ? 1 : 0}).bind(4, paper.text);
    });
}

std::expected<bool, StoreError> SqliteStore::delete_epoch(std::uint32_t epoch, const date& today) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto held = read_epoch(m_db, epoch);
    if (!held || !*held)
        return std::unexpected(held ? StoreError::kConflict : held.error());
    m_has_history = true;
    if (const auto marked = mark_deleted(m_db, epoch, today.text()); !marked)
        return std::unexpected(marked.error());
    if (const auto written = write_heap_without(m_db, epoch); !written)
        return std::unexpected(written.error());
    if (const auto written = write_spool_without(m_db, epoch); !written)
        return std::unexpected(written.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    m_since_rest = 0;  // the next rest goes before whoever writes
    m_changed_settings = true;
    return true;
}

std::expected<RecordCounts, StoreError> SqliteStore::count_records() {
    RecordCounts out;
    const auto read = read_rows(m_db,
                                "SELECT epoch, count(*) FROM (SELECT epoch FROM records UNION ALL "
                                "SELECT epoch FROM spool WHERE sealed IS NOT NULL) GROUP BY epoch",
                                kNothingToBind, [&](const SqliteStatement& row) {
                                    out[static_cast<std::uint32_t>(row.number(0))] =
                                        static_cast<std::uint64_t>(row.number(1));
                                });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<std::vector<hash256>, StoreError> SqliteStore::shuffled_digests(std::uint32_t epoch) {
    std::vector<hash256> out;
    const auto read = read_rows(
        m_db, "SELECT digest FROM records WHERE epoch = ?1 ORDER BY digest",
        [&](SqliteStatement& row) { row.bind(1, std::int64_t{epoch}); },
        [&](const SqliteStatement& row) { out.push_back(to_array<32>(row.blob(0))); });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::server

#include "server/store/sqlite_epochs.h"
#include "server/store/sqlite_spool.h"
#include "server/store/sqlite_staff.h"
#include "server/store/sqlite_store.h"

namespace porchlight::server {
namespace {

std::expected<std::optional<StoredDocument>, StoreError> newest(SqliteDb& db, std::string_view sql) {
    std::optional<StoredDocument> out;
    const auto read = read_rows(db, sql, kNothingToBind, [&](const SqliteStatement& row) {
        out = StoredDocument{static_cast<std::uint32_t>(row.number(0)), row.text(1)};
    });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

constexpr std::string_view kNewestManifest = "SELECT serial, document FROM manifests ORDER BY serial DESC LIMIT 1";
constexpr std::string_view kNewestRelease = "SELECT serial, document FROM releases ORDER BY serial DESC LIMIT 1";

std::expected<void, StoreError> put_document(SqliteDb& db, const StoredDocument& document, std::string_view select,
                                             std::string_view insert) {
    auto transaction = SqliteTransaction::begin(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto held = newest(db, select);
    if (!held)
        return std::unexpected(held.error());
    if (*held &&
        (document.serial < (*held)->serial || (document.serial == (*held)->serial && document.text != (*held)->text)))
        return std::unexpected(StoreError::kConflict);
    const auto inserted = run(
        db, insert, [&](SqliteStatement& row) { row.bind(1, std::int64_t{document.serial}).bind(2, document.text); });
    if (!inserted)
        return inserted;
    return transaction->commit();
}

}  // namespace

std::expected<bool, StoreError> SqliteStore::settings_changed() {
    const auto version = read_number(m_db, "PRAGMA data_version");
    if (!version)
        return std::unexpected(version.error());
    const bool changed = *version != m_seen_version || std::exchange(m_changed_settings, false);
    m_seen_version = *version;
    m_has_history = m_has_history || changed;
    return changed;
}

std::expected<StoredSettings, StoreError> SqliteStore::load_settings() {
    const auto transaction = SqliteTransaction::begin_reading(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    StoredSettings out;
    const auto kiosks = read_rows(
        m_db, "SELECT key, name, site, suspended FROM kiosks", kNothingToBind, [&](const SqliteStatement& row) {
            out.kiosks.push_back({to_array<32>(row.blob(0)), row.text(1), row.text(2), row.number(3) != 0});
        });
    if (!kiosks)
        return std::unexpected(kiosks.error());
    auto staff = read_staff(m_db);
    if (!staff)
        return std::unexpected(staff.error());
    out.staff = std::move(*staff);
    auto manifest = newest(m_db, kNewestManifest);
    auto release = newest(m_db, kNewestRelease);
    if (!manifest || !release)
        return std::unexpected(StoreError::kFailed);
    out.manifest = std::move(*manifest);
    out.release = std::move(*release);
    auto epochs = read_epochs(m_db);
    auto papers = read_papers(m_db);
    if (!epochs || !papers)
        return std::unexpected(StoreError::kFailed);
    out.epochs = std::move(*epochs);
    out.papers = std::move(*papers);
    return out;
}

std::expected<void, StoreError> SqliteStore::put_manifest(const StoredDocument& document) {
    return put_document(m_db, document, kNewestManifest, "INSERT OR REPLACE INTO manifests VALUES(?1, ?2)");
}

std::expected<void, StoreError> SqliteStore::put_release(const StoredDocument& document) {
    return put_document(m_db, document, kNewestRelease, "INSERT OR REPLACE INTO releases VALUES(?1, ?2)");
}

}  // namespace porchlight::server

#include "server/store/postgres_epochs.h"
#include "server/store/postgres_registry.h"
#include "server/store/postgres_store.h"

namespace porchlight::server {
namespace {

PostgresExpected<std::optional<StoredDocument>> newest(PostgresDb& db, const std::string& table) {
    const auto read = db.run("SELECT serial, document FROM " + table + " ORDER BY serial DESC LIMIT 1");
    if (!read)
        return std::unexpected(read.error());
    if (read->rows() == 0)
        return std::nullopt;
    return StoredDocument{static_cast<std::uint32_t>(read->number(0, 0)), read->text(0, 1)};
}

PostgresExpected<void> put_document(PostgresDb& db, const std::string& table, const StoredDocument& document) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto locked = db.execute("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE"); !locked)
        return locked;
    const auto held = newest(db, table);
    if (!held)
        return std::unexpected(held.error());
    if (*held &&
        (document.serial < (*held)->serial || (document.serial == (*held)->serial && document.text != (*held)->text)))
        return std::unexpected(PostgresError::kConflict);
    const auto inserted =
        db.run("INSERT INTO " + table + " VALUES($1, $2) ON CONFLICT DO NOTHING",
               PostgresParameters().add(std::int64_t{document.serial}).add(std::string_view(document.text)));
    if (!inserted)
        return std::unexpected(inserted.error());
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    return transaction->commit();
}

PostgresExpected<StoredSettings> load_once(PostgresDb& db) {
    const auto transaction =
        PostgresTransaction::begin_reading(db, "kiosks, staff, passkeys, manifests, releases, epochs, epoch_papers");
    if (!transaction)
        return std::unexpected(transaction.error());
    StoredSettings out;
    const auto kiosks = db.run("SELECT key, name, site, suspended FROM kiosks");
    if (!kiosks)
        return std::unexpected(kiosks.error());
    for (int row = 0; row < kiosks->rows(); ++row)
        out.kiosks.push_back({to_array<32>(kiosks->blob(row, 0)), kiosks->text(row, 1), kiosks->text(row, 2),
                              kiosks->number(row, 3) != 0});
    auto staff = read_staff(db);
    if (!staff)
        return std::unexpected(staff.error());
    out.staff = std::move(*staff);
    auto manifest = newest(db, "manifests");
    if (!manifest)
        return std::unexpected(manifest.error());
    auto release = newest(db, "releases");
    if (!release)
        return std::unexpected(release.error());
    out.manifest = std::move(*manifest);
    out.release = std::move(*release);
    auto epochs = read_epochs(db);
    if (!epochs)
        return std::unexpected(epochs.error());
    auto papers = read_papers(db);
    if (!papers)
        return std::unexpected(papers.error());
    out.epochs = std::move(*epochs);
    out.papers = std::move(*papers);
    return out;
}

}  // namespace

PostgresExpected<std::int64_t> raise_settings_version(PostgresDb& db) {
    const auto raised = db.run("UPDATE settings_version SET n = n + 1 RETURNING n");
    if (!raised)
        return std::unexpected(raised.error());
    return raised->number(0, 0);
}

std::expected<bool, StoreError> PostgresStore::settings_changed() {
    return attempt([this]() -> PostgresExpected<bool> {
        const auto version = m_db.run("SELECT n FROM settings_version");
        if (!version)
            return std::unexpected(version.error());
        return std::exchange(m_seen_version, version->number(0, 0)) != version->number(0, 0);
    });
}

std::expected<StoredSettings, StoreError> PostgresStore::load_settings() {
    return attempt([this] { return load_once(m_db); });
}

std::expected<void, StoreError> PostgresStore::put_manifest(const StoredDocument& document) {
    return attempt([&] { return put_document(m_db, "manifests", document); });
}

std::expected<void, StoreError> PostgresStore::put_release(const StoredDocument& document) {
    return attempt([&] { return put_document(m_db, "releases", document); });
}

}  // namespace porchlight::server

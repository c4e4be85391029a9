#include "server/store/sqlite_spool.h"
#include "server/store/sqlite_store.h"

namespace porchlight::server {
namespace {

struct CodeRow {
    StoredCode stored;
    std::optional<public_key> used_by;
};

template <class Bind>
std::expected<std::optional<Kiosk>, StoreError> find_kiosk(SqliteDb& db, const std::string& where, Bind bind) {
    std::optional<Kiosk> out;
    const auto read = read_rows(db, "SELECT key, name, site, suspended FROM kiosks WHERE " + where, bind,
                                [&](const SqliteStatement& row) {
                                    out = {to_array<32>(row.blob(0)), row.text(1), row.text(2), row.number(3) != 0};
                                });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<std::optional<Kiosk>, StoreError> kiosk_named(SqliteDb& db, const std::string& site,
                                                            const std::string& name) {
    return find_kiosk(db, "site = ?1 AND name = ?2", [&](SqliteStatement& row) { row.bind(1, site).bind(2, name); });
}

std::expected<std::optional<CodeRow>, StoreError> find_code(SqliteDb& db, const public_key& code) {
    std::optional<CodeRow> out;
    const auto read = read_rows(
        db, "SELECT site, name, expires, kiosk FROM enrolment_codes WHERE code = ?1",
        [&](SqliteStatement& row) { row.bind(1, code); },
        [&](const SqliteStatement& row) {
            out = CodeRow{{code, row.text(0), row.text(1), row.number(2)}, std::nullopt};
            if (!row.is_null(3))
                out->used_by = to_array<32>(row.blob(3));
        });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<void, StoreError> insert_site(SqliteDb& db, const std::string& site) {
    return run(db, "INSERT INTO sites VALUES(?1) ON CONFLICT DO NOTHING",
               [&](SqliteStatement& row) { row.bind(1, site); });
}

// kConflict: another kiosk has this name at the site.
std::expected<void, StoreError> insert_kiosk(SqliteDb& db, const Kiosk& kiosk) {
    const auto named = kiosk_named(db, kiosk.site, kiosk.name);
    if (!named)
        return std::unexpected(named.error());
    if (*named && (*named)->key != kiosk.key)
        return std::unexpected(StoreError::kConflict);
    if (const auto added = insert_site(db, kiosk.site); !added)
        return added;
    return run(db,
               "INSERT INTO kiosks(key, name, site) VALUES(?1, ?2, ?3) "
               "ON CONFLICT(key) DO UPDATE SET name = excluded.name, site = excluded.site",
               [&](SqliteStatement& row) { row.bind(1, kiosk.key).bind(2, kiosk.name).bind(3, kiosk.site); });
}

// Again by the same kiosk: as the first time, if it was not removed since.
std::expected<Redeemed, StoreError> redeemed_again(SqliteDb& db, const CodeRow& code, const public_key& key) {
    if (*code.used_by != key)
        return Redeemed(std::unexpected(CodeFault::kUsed));
    const auto kiosk = find_kiosk(db, "key = ?1", [&](SqliteStatement& row) { row.bind(1, key); });
    if (!kiosk)
        return std::unexpected(kiosk.error());
    if (!*kiosk)
        return Redeemed(std::unexpected(CodeFault::kUsed));
    return Redeemed(**kiosk);
}

std::expected<void, StoreError> return_block(SqliteDb& db, const std::string& service, std::string_view numbers) {
    for (auto end = numbers.find('\n'); end != numbers.npos; end = numbers.find('\n')) {
        const auto put = run(db, "INSERT INTO numbers_pool VALUES(?1, ?2)",
                             [&](SqliteStatement& row) { row.bind(1, service).bind(2, numbers.substr(0, end)); });
        if (!put)
            return put;
        numbers.remove_prefix(end + 1);
    }
    return {};
}

std::expected<void, StoreError> return_numbers(SqliteDb& db, const protocol::KioskId& kiosk) {
    std::vector<std::pair<std::string, std::string>> blocks;
    const auto read = read_rows(
        db, "SELECT service, numbers FROM number_blocks WHERE kiosk = ?1 AND given = 0",
        [&](SqliteStatement& row) { row.bind(1, kiosk); },
        [&](const SqliteStatement& row) { blocks.emplace_back(row.text(0), row.text(1)); });
    if (!read)
        return read;
    for (const auto& [service, numbers] : blocks)
        if (const auto returned = return_block(db, service, numbers); !returned)
            return returned;
    return run(db, "DELETE FROM number_blocks WHERE kiosk = ?1", [&](SqliteStatement& row) { row.bind(1, kiosk); });
}

}  // namespace

std::expected<void, StoreError> SqliteStore::put_kiosk(const Kiosk& kiosk) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = m_changed_settings = true;
    if (const auto inserted = insert_kiosk(m_db, kiosk); !inserted)
        return inserted;
    return transaction->commit();
}

std::expected<void, StoreError> SqliteStore::add_site(const std::string& site) {
    m_has_history = true;
    return insert_site(m_db, site);
}

std::expected<std::vector<std::string>, StoreError> SqliteStore::sites() {
    std::vector<std::string> out;
    const auto read = read_rows(m_db, "SELECT name FROM sites ORDER BY name", kNothingToBind,
                                [&](const SqliteStatement& row) { out.push_back(row.text(0)); });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<void, StoreError> SqliteStore::put_code(const StoredCode& code) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto named = kiosk_named(m_db, code.site, code.name);
    if (!named)
        return std::unexpected(named.error());
    if (*named)
        return std::unexpected(StoreError::kConflict);
    m_has_history = true;
    const auto cleared =
        run(m_db, "DELETE FROM enrolment_codes WHERE expires < ?1 OR (site = ?2 AND name = ?3 AND kiosk IS NULL)",
            [&](SqliteStatement& row) {
                row.bind(1, code.expires - kCodeIsForgotten_s).bind(2, code.site).bind(3, code.name);
            });
    if (!cleared)
        return cleared;
    const auto put = run(m_db, "INSERT INTO enrolment_codes VALUES(?1, ?2, ?3, ?4, NULL)", [&](SqliteStatement& row) {
        row.bind(1, code.code).bind(2, code.site).bind(3, code.name).bind(4, code.expires);
    });
    if (!put)
        return put;
    return transaction->commit();
}

std::expected<std::vector<StoredCode>, StoreError> SqliteStore::codes() {
    std::vector<StoredCode> out;
    const auto read =
        read_rows(m_db, "SELECT code, site, name, expires FROM enrolment_codes WHERE kiosk IS NULL ORDER BY site, name",
                  kNothingToBind, [&](const SqliteStatement& row) {
                      out.push_back({to_array<32>(row.blob(0)), row.text(1), row.text(2), row.number(3)});
                  });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<Redeemed, StoreError> SqliteStore::redeem_code(const public_key& code, const public_key& key,
                                                             std::int64_t now) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    const auto found = find_code(m_db, code);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return Redeemed(std::unexpected(CodeFault::kUnknown));
    if ((*found)->used_by)
        return redeemed_again(m_db, **found, key);
    const auto& stored = (*found)->stored;
    if (now >= stored.expires)
        return Redeemed(std::unexpected(CodeFault::kExpired));
    const auto inserted = insert_kiosk(m_db, {key, stored.name, stored.site});
    if (!inserted && inserted.error() == StoreError::kConflict)
        return Redeemed(std::unexpected(CodeFault::kKioskExists));
    if (!inserted)
        return std::unexpected(inserted.error());
    const auto used = run(m_db, "UPDATE enrolment_codes SET kiosk = ?1 WHERE code = ?2",
                          [&](SqliteStatement& row) { row.bind(1, key).bind(2, code); });
    if (!used)
        return std::unexpected(used.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    m_changed_settings = true;
    return Redeemed({key, stored.name, stored.site});
}

std::expected<bool, StoreError> SqliteStore::suspend_kiosk(const std::string& site, const std::string& name,
                                                           bool suspended) {
    m_has_history = m_changed_settings = true;
    const auto set =
        run(m_db, "UPDATE kiosks SET suspended = ?1 WHERE site = ?2 AND name = ?3",
            [&](SqliteStatement& row) { row.bind(1, std::int64_t{suspended}).bind(2, site).bind(3, name); });
    if (!set)
        return std::unexpected(set.error());
    return m_db.changes() > 0;
}

std::expected<bool, StoreError> SqliteStore::remove_kiosk(const std::string& site, const std::string& name) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto named = kiosk_named(m_db, site, name);
    if (!named)
        return std::unexpected(named.error());
    if (!*named)
        return false;
    m_has_history = m_changed_settings = true;
    if (const auto returned = return_numbers(m_db, protocol::kiosk_id((*named)->key)); !returned)
        return std::unexpected(returned.error());
    const auto removed =
        run(m_db, "DELETE FROM kiosks WHERE key = ?1", [&](SqliteStatement& row) { row.bind(1, (*named)->key); });
    if (!removed)
        return std::unexpected(removed.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return true;
}

}  // namespace porchlight::server

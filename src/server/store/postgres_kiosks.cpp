#include "server/store/dealing.h"
#include "server/store/postgres_registry.h"
#include "server/store/postgres_store.h"

namespace porchlight::server {
namespace {

struct CodeRow {
    StoredCode stored;
    std::optional<public_key> used_by;
};

PostgresParameters site_and_name(const std::string& site, const std::string& name) {
    PostgresParameters out;
    out.add(std::string_view(site)).add(std::string_view(name));
    return out;
}

PostgresExpected<std::optional<Kiosk>> find_kiosk(PostgresDb& db, const std::string& where,
                                                  const PostgresParameters& parameters) {
    const auto read = db.run("SELECT key, name, site, suspended FROM kiosks WHERE " + where, parameters);
    if (!read)
        return std::unexpected(read.error());
    if (read->rows() == 0)
        return std::nullopt;
    return Kiosk{to_array<32>(read->blob(0, 0)), read->text(0, 1), read->text(0, 2), read->number(0, 3) != 0};
}

// Until the transaction ends nobody else redeems or replaces it.
PostgresExpected<std::optional<CodeRow>> lock_code(PostgresDb& db, const public_key& code) {
    const auto read = db.run("SELECT site, name, expires, kiosk FROM enrolment_codes WHERE code = $1 FOR UPDATE",
                             PostgresParameters().add(byte_view(code)));
    if (!read)
        return std::unexpected(read.error());
    if (read->rows() == 0)
        return std::nullopt;
    CodeRow out{{code, read->text(0, 0), read->text(0, 1), read->number(0, 2)}, std::nullopt};
    if (!read->blob(0, 3).empty())
        out.used_by = to_array<32>(read->blob(0, 3));
    return out;
}

// kConflict: another kiosk has this name at the site.
PostgresExpected<void> insert_kiosk(PostgresDb& db, const Kiosk& kiosk) {
    const auto named = find_kiosk(db, "site = $1 AND name = $2", site_and_name(kiosk.site, kiosk.name));
    if (!named)
        return std::unexpected(named.error());
    if (*named && (*named)->key != kiosk.key)
        return std::unexpected(PostgresError::kConflict);
    if (const auto added = insert_site(db, kiosk.site); !added)
        return added;
    PostgresParameters parameters;
    parameters.add(byte_view(kiosk.key)).add(std::string_view(kiosk.name)).add(std::string_view(kiosk.site));
    const auto put = db.run(
        "INSERT INTO kiosks(key, name, site) VALUES($1, $2, $3) "
        "ON CONFLICT (key) DO UPDATE SET name = excluded.name, site = excluded.site",
        parameters);
    if (!put)
        return std::unexpected(put.error());
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    return {};
}

PostgresExpected<void> put_kiosk_once(PostgresDb& db, const Kiosk& kiosk) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto inserted = insert_kiosk(db, kiosk); !inserted)
        return inserted;
    return transaction->commit();
}

PostgresExpected<void> put_code_once(PostgresDb& db, const StoredCode& code) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto named = find_kiosk(db, "site = $1 AND name = $2", site_and_name(code.site, code.name));
    if (!named)
        return std::unexpected(named.error());
    if (*named)
        return std::unexpected(PostgresError::kConflict);
    const auto cleared =
        db.run("DELETE FROM enrolment_codes WHERE expires < $3 OR (site = $1 AND name = $2 AND kiosk IS NULL)",
               site_and_name(code.site, code.name).add(code.expires - kCodeIsForgotten_s));
    if (!cleared)
        return std::unexpected(cleared.error());
    const auto put = db.run("INSERT INTO enrolment_codes VALUES($3, $1, $2, $4, NULL)",
                            site_and_name(code.site, code.name).add(byte_view(code.code)).add(code.expires));
    if (!put)
        return std::unexpected(put.error());
    return transaction->commit();
}

// Again by the same kiosk: as the first time, if it was not removed since.
PostgresExpected<Redeemed> redeemed_again(PostgresDb& db, const CodeRow& code, const public_key& key) {
    if (*code.used_by != key)
        return Redeemed(std::unexpected(CodeFault::kUsed));
    auto kiosk = find_kiosk(db, "key = $1", PostgresParameters().add(byte_view(key)));
    if (!kiosk)
        return std::unexpected(kiosk.error());
    if (!*kiosk)
        return Redeemed(std::unexpected(CodeFault::kUsed));
    return Redeemed(std::move(**kiosk));
}

PostgresExpected<Redeemed> redeem_once(PostgresDb& db, const public_key& code, const public_key& key,
                                       std::int64_t now) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto found = lock_code(db, code);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return Redeemed(std::unexpected(CodeFault::kUnknown));
    if ((*found)->used_by)
        return redeemed_again(db, **found, key);
    const auto& stored = (*found)->stored;
    if (now >= stored.expires)
        return Redeemed(std::unexpected(CodeFault::kExpired));
    const Kiosk kiosk{key, stored.name, stored.site};
    const auto inserted = insert_kiosk(db, kiosk);
    if (!inserted && inserted.error() == PostgresError::kConflict)
        return Redeemed(std::unexpected(CodeFault::kKioskExists));
    if (!inserted)
        return std::unexpected(inserted.error());
    const auto used = db.run("UPDATE enrolment_codes SET kiosk = $1 WHERE code = $2",
                             PostgresParameters().add(byte_view(key)).add(byte_view(code)));
    if (!used)
        return std::unexpected(used.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return Redeemed(kiosk);
}

PostgresExpected<bool> suspend_once(PostgresDb& db, const std::string& site, const std::string& name, bool suspended) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto set = db.run("UPDATE kiosks SET suspended = $3 WHERE site = $1 AND name = $2 RETURNING key",
                            site_and_name(site, name).add(std::int64_t{suspended}));
    if (!set)
        return std::unexpected(set.error());
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return set->rows() > 0;
}

// Deleted as the last transaction left them: a block that is given at this moment does not return.
PostgresExpected<void> return_numbers(PostgresDb& db, const protocol::KioskId& kiosk) {
    const auto blocks = db.run("DELETE FROM number_blocks WHERE kiosk = $1 RETURNING service, numbers, given",
                               PostgresParameters().add(byte_view(kiosk)));
    if (!blocks)
        return std::unexpected(blocks.error());
    for (int row = 0; row < blocks->rows(); ++row) {
        if (blocks->number(row, 2) != 0)
            continue;
        const auto service = blocks->text(row, 0);
        const auto numbers = split(blocks->text(row, 1));
        const auto put =
            db.run(R"(INSERT INTO numbers_pool SELECT $1, number COLLATE "C" FROM unnest($2) AS given(number))",
                   PostgresParameters()
                       .add(std::string_view(service))
                       .add(std::vector<std::string_view>(numbers.begin(), numbers.end())));
        if (!put)
            return std::unexpected(put.error());
    }
    return {};
}

PostgresExpected<bool> remove_once(PostgresDb& db, const std::string& site, const std::string& name) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto removed =
        db.run("DELETE FROM kiosks WHERE site = $1 AND name = $2 RETURNING key", site_and_name(site, name));
    if (!removed)
        return std::unexpected(removed.error());
    if (removed->rows() == 0)
        return false;
    if (const auto returned = return_numbers(db, protocol::kiosk_id(to_array<32>(removed->blob(0, 0)))); !returned)
        return std::unexpected(returned.error());
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    if (const auto committed = transaction->commit_once(); !committed)
        return std::unexpected(committed.error());
    return true;
}

}  // namespace

PostgresExpected<void> insert_site(PostgresDb& db, const std::string& site) {
    const auto added =
        db.run("INSERT INTO sites VALUES($1) ON CONFLICT DO NOTHING", PostgresParameters().add(std::string_view(site)));
    if (!added)
        return std::unexpected(added.error());
    return {};
}

std::expected<void, StoreError> PostgresStore::put_kiosk(const Kiosk& kiosk) {
    return attempt([&] { return put_kiosk_once(m_db, kiosk); });
}

std::expected<void, StoreError> PostgresStore::add_site(const std::string& site) {
    return attempt([&] { return insert_site(m_db, site); });
}

std::expected<std::vector<std::string>, StoreError> PostgresStore::sites() {
    return attempt([this]() -> PostgresExpected<std::vector<std::string>> {
        const auto read = m_db.run("SELECT name FROM sites ORDER BY name");
        if (!read)
            return std::unexpected(read.error());
        std::vector<std::string> out;
        out.reserve(static_cast<std::size_t>(read->rows()));
        for (int row = 0; row < read->rows(); ++row)
            out.push_back(read->text(row, 0));
        return out;
    });
}

std::expected<void, StoreError> PostgresStore::put_code(const StoredCode& code) {
    wrote(Written::kRegistry);
    return attempt([&] { return put_code_once(m_db, code); });
}

std::expected<std::vector<StoredCode>, StoreError> PostgresStore::codes() {
    return attempt([this]() -> PostgresExpected<std::vector<StoredCode>> {
        const auto read =
            m_db.run("SELECT code, site, name, expires FROM enrolment_codes WHERE kiosk IS NULL ORDER BY site, name");
        if (!read)
            return std::unexpected(read.error());
        std::vector<StoredCode> out;
        out.reserve(static_cast<std::size_t>(read->rows()));
        for (int row = 0; row < read->rows(); ++row)
            out.push_back(
                {to_array<32>(read->blob(row, 0)), read->text(row, 1), read->text(row, 2), read->number(row, 3)});
        return out;
    });
}

std::expected<Redeemed, StoreError> PostgresStore::redeem_code(const public_key& code, const public_key& kiosk,
                                                               std::int64_t now) {
    return attempt([&] { return redeem_once(m_db, code, kiosk, now); });
}

std::expected<bool, StoreError> PostgresStore::suspend_kiosk(const std::string& site, const std::string& name,
                                                             bool suspended) {
    return attempt([&] { return suspend_once(m_db, site, name, suspended); });
}

std::expected<bool, StoreError> PostgresStore::remove_kiosk(const std::string& site, const std::string& name) {
    wrote(Written::kRegistry);
    wrote(Written::kNumbers);
    return attempt([&] { return remove_once(m_db, site, name); });
}

}  // namespace porchlight::server

#include "server/store/sqlite_staff.h"

#include "server/store/sqlite_store.h"

#include <algorithm>

namespace porchlight::server {
namespace {

bytes to_bytes(byte_view in) { return {in.begin(), in.end()}; }

// What this program did not write is an account that nobody can sign in to.
Staff staff_of(const SqliteStatement& row) {
    Staff out{row.text(0), row.text(1), row.text(2)};
    out.role = role_of(row.text(3)).value_or(Role::kLibrarian);
    out.app = to_bytes(row.blob(4));
    const auto until = date::parse(row.text(6));
    if (row.blob(5).size() == std::tuple_size_v<hash256> && until)
        out.invitation = Invitation{to_array<32>(row.blob(5)), *until};
    out.locked = row.number(7) != 0;
    return out;
}

// The tables of accounts and passkeys, joined.
std::expected<std::vector<Staff>, StoreError> select(SqliteDb& db) {
    std::vector<Staff> out;
    const auto staff = read_rows(
        db, "SELECT name, site, password, role, app, invitation, invited_until, locked FROM staff ORDER BY name",
        kNothingToBind, [&](const SqliteStatement& row) { out.push_back(staff_of(row)); });
    if (!staff)
        return std::unexpected(staff.error());
    const auto passkeys = read_rows(db, "SELECT staff, id, key, sign_count FROM passkeys ORDER BY staff, id",
                                    kNothingToBind, [&](const SqliteStatement& row) {
                                        const auto owner = std::ranges::find(out, row.text(0), &Staff::name);
                                        if (owner != out.end())
                                            owner->passkeys.push_back({to_bytes(row.blob(1)), to_bytes(row.blob(2)),
                                                                       static_cast<std::uint32_t>(row.number(3))});
                                    });
    if (!passkeys)
        return std::unexpected(passkeys.error());
    return out;
}

std::expected<void, StoreError> drop(SqliteDb& db, const std::string& name) {
    if (const auto dropped =
            run(db, "DELETE FROM passkeys WHERE staff = ?1", [&](SqliteStatement& row) { row.bind(1, name); });
        !dropped)
        return dropped;
    return run(db, "DELETE FROM staff WHERE name = ?1", [&](SqliteStatement& row) { row.bind(1, name); });
}

std::expected<void, StoreError> insert_passkey(SqliteDb& db, const std::string& name, const Passkey& passkey) {
    const auto inserted =
        run(db, "INSERT INTO passkeys VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", [&](SqliteStatement& row) {
            row.bind(1, passkey.id).bind(2, name).bind(3, passkey.key);
            row.bind(4, std::int64_t{passkey.sign_count});
        });
    if (!inserted)
        return inserted;
    if (db.changes() == 0)
        return std::unexpected(StoreError::kConflict);
    return {};
}

std::expected<void, StoreError> insert(SqliteDb& db, const Staff& staff) {
    const auto site = run(db, "INSERT INTO sites VALUES(?1) ON CONFLICT DO NOTHING",
                          [&](SqliteStatement& row) { row.bind(1, staff.site); });
    if (!site)
        return site;
    const auto role = code(staff.role);
    const auto invitation = staff.invitation ? byte_view(staff.invitation->code) : byte_view();
    const auto until = staff.invitation ? staff.invitation->until.text() : std::string();
    const auto inserted = run(db,
                              "INSERT INTO staff(name, site, password, role, app, invitation, invited_until, locked) "
                              "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                              [&](SqliteStatement& row) {
                                  row.bind(1, staff.name).bind(2, staff.site).bind(3, staff.password).bind(4, role);
                                  row.bind(5, staff.app).bind(6, invitation).bind(7, until);
                                  row.bind(8, std::int64_t{staff.locked});
                              });
    if (!inserted)
        return inserted;
    for (const auto& passkey : staff.passkeys)
        if (const auto put = insert_passkey(db, staff.name, passkey); !put)
            return put;
    return {};
}

}  // namespace

std::expected<std::vector<Staff>, StoreError> read_staff(SqliteDb& db) { return select(db); }

std::expected<void, StoreError> SqliteStore::put_staff(const Staff& staff) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = m_changed_settings = true;
    if (const auto dropped = drop(m_db, staff.name); !dropped)
        return dropped;
    if (const auto inserted = insert(m_db, staff); !inserted)
        return inserted;
    return transaction->commit();
}

std::expected<void, StoreError> SqliteStore::change_staff(const Staff& before, const Staff& after) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    const auto held = select(m_db);
    if (!held)
        return std::unexpected(held.error());
    if (before.name != after.name || std::ranges::find(*held, before) == held->end())
        return std::unexpected(StoreError::kConflict);
    if (const auto dropped = drop(m_db, before.name); !dropped)
        return dropped;
    if (const auto inserted = insert(m_db, after); !inserted)
        return inserted;
    return transaction->commit();
}

std::expected<bool, StoreError> SqliteStore::remove_staff(const std::string& name) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = m_changed_settings = true;
    if (const auto dropped = drop(m_db, name); !dropped)
        return std::unexpected(dropped.error());
    const bool was_there = m_db.changes() > 0;
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return was_there;
}

}  // namespace porchlight::server

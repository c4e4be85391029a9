#include "server/store/postgres_registry.h"
#include "server/store/postgres_store.h"

#include <algorithm>

namespace porchlight::server {
namespace {

bytes to_bytes(byte_view in) { return {in.begin(), in.end()}; }

// What this program did not write is an account that nobody can sign in to.
Staff staff_of(const PostgresResult& rows, int row) {
    Staff out{rows.text(row, 0), rows.text(row, 1), rows.text(row, 2)};
    out.role = role_of(rows.text(row, 3)).value_or(Role::kLibrarian);
    out.app = to_bytes(rows.blob(row, 4));
    const auto until = date::parse(rows.text(row, 6));
    if (rows.blob(row, 5).size() == std::tuple_size_v<hash256> && until)
        out.invitation = Invitation{to_array<32>(rows.blob(row, 5)), *until};
    out.locked = rows.number(row, 7) != 0;
    return out;
}

PostgresExpected<void> drop(PostgresDb& db, const std::string& name) {
    for (const auto* sql : {"DELETE FROM passkeys WHERE staff = $1", "DELETE FROM staff WHERE name = $1"})
        if (const auto dropped = db.run(sql, PostgresParameters().add(std::string_view(name))); !dropped)
            return std::unexpected(dropped.error());
    return {};
}

PostgresExpected<void> insert_passkey(PostgresDb& db, const std::string& name, const Passkey& passkey) {
    PostgresParameters parameters;
    parameters.add(byte_view(passkey.id)).add(std::string_view(name)).add(byte_view(passkey.key));
    parameters.add(std::int64_t{passkey.sign_count});
    const auto inserted =
        db.run("INSERT INTO passkeys VALUES($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id", parameters);
    if (!inserted)
        return std::unexpected(inserted.error());
    if (inserted->rows() == 0)
        return std::unexpected(PostgresError::kConflict);
    return {};
}

PostgresExpected<void> insert(PostgresDb& db, const Staff& staff) {
    if (const auto added = insert_site(db, staff.site); !added)
        return added;
    const auto until = staff.invitation ? staff.invitation->until.text() : std::string();
    PostgresParameters parameters;
    parameters.add(std::string_view(staff.name)).add(std::string_view(staff.site));
    parameters.add(std::string_view(staff.password)).add(code(staff.role)).add(byte_view(staff.app));
    parameters.add(staff.invitation ? byte_view(staff.invitation->code) : byte_view()).add(std::string_view(until));
    parameters.add(std::int64_t{staff.locked});
    const auto inserted = db.run(
        "INSERT INTO staff(name, site, password, role, app, invitation, invited_until, locked) "
        "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
        parameters);
    if (!inserted)
        return std::unexpected(inserted.error());
    for (const auto& passkey : staff.passkeys)
        if (const auto put = insert_passkey(db, staff.name, passkey); !put)
            return put;
    return {};
}

// Alone among those that change accounts.
PostgresExpected<PostgresTransaction> begin(PostgresDb& db) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return transaction;
    if (const auto locked = db.execute("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE"); !locked)
        return std::unexpected(locked.error());
    return transaction;
}

PostgresExpected<void> put_once(PostgresDb& db, const Staff& staff) {
    auto transaction = begin(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto dropped = drop(db, staff.name); !dropped)
        return dropped;
    if (const auto inserted = insert(db, staff); !inserted)
        return inserted;
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    return transaction->commit();
}

// The version of the settings that it made.
PostgresExpected<std::int64_t> change_once(PostgresDb& db, const Staff& before, const Staff& after) {
    auto transaction = begin(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto held = read_staff(db);
    if (!held)
        return std::unexpected(held.error());
    if (before.name != after.name || std::ranges::find(*held, before) == held->end())
        return std::unexpected(PostgresError::kConflict);
    if (const auto dropped = drop(db, before.name); !dropped)
        return std::unexpected(dropped.error());
    if (const auto inserted = insert(db, after); !inserted)
        return std::unexpected(inserted.error());
    const auto version = raise_settings_version(db);
    if (!version)
        return version;
    if (const auto committed = transaction->commit_once(); !committed)
        return std::unexpected(committed.error());
    return version;
}

PostgresExpected<bool> remove_once(PostgresDb& db, const std::string& name) {
    auto transaction = begin(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto held = read_staff(db);
    if (!held)
        return std::unexpected(held.error());
    if (std::ranges::find(*held, name, &Staff::name) == held->end())
        return false;
    if (const auto dropped = drop(db, name); !dropped)
        return std::unexpected(dropped.error());
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    if (const auto committed = transaction->commit_once(); !committed)
        return std::unexpected(committed.error());
    return true;
}

}  // namespace

PostgresExpected<std::vector<Staff>> read_staff(PostgresDb& db) {
    const auto staff =
        db.run("SELECT name, site, password, role, app, invitation, invited_until, locked FROM staff ORDER BY name");
    if (!staff)
        return std::unexpected(staff.error());
    std::vector<Staff> out;
    out.reserve(static_cast<std::size_t>(staff->rows()));
    for (int row = 0; row < staff->rows(); ++row)
        out.push_back(staff_of(*staff, row));
    const auto passkeys = db.run("SELECT staff, id, key, sign_count FROM passkeys ORDER BY staff, id");
    if (!passkeys)
        return std::unexpected(passkeys.error());
    for (int row = 0; row < passkeys->rows(); ++row) {
        const auto owner = std::ranges::find(out, passkeys->text(row, 0), &Staff::name);
        if (owner != out.end())
            owner->passkeys.push_back({to_bytes(passkeys->blob(row, 1)), to_bytes(passkeys->blob(row, 2)),
                                       static_cast<std::uint32_t>(passkeys->number(row, 3))});
    }
    return out;
}

std::expected<void, StoreError> PostgresStore::put_staff(const Staff& staff) {
    wrote(Written::kRegistry);
    return attempt([&] { return put_once(m_db, staff); });
}

std::expected<void, StoreError> PostgresStore::change_staff(const Staff& before, const Staff& after) {
    wrote(Written::kRegistry);
    const auto version = attempt([&] { return change_once(m_db, before, after); });
    if (!version)
        return std::unexpected(version.error());
    // Who asked for it knows it already; what another server changed meanwhile is yet to be seen.
    if (*version == m_seen_version + 1)
        m_seen_version = *version;
    return {};
}

std::expected<bool, StoreError> PostgresStore::remove_staff(const std::string& name) {
    wrote(Written::kRegistry);
    return attempt([&] { return remove_once(m_db, name); });
}

}  // namespace porchlight::server

#include "server/store/postgres_anew.h"

#include <tuple>
#include <utility>

namespace porchlight::server {
namespace {

std::string beside(const std::string& table) { return "anew_" + table; }

std::string drop_beside(const std::string& table) { return "DROP TABLE IF EXISTS " + beside(table) + ';'; }

// What LIKE leaves out: of which columns ANALYZE must keep no samples (postgres_schema.cpp).
PostgresExpected<void> forget_samples(PostgresDb& db, const std::string& table) {
    const auto columns = db.run(
        "SELECT coalesce(string_agg(format('ALTER %I SET STATISTICS 0', attname), ', '), '') FROM pg_attribute "
        "WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attstattarget = 0",
        PostgresParameters().add(std::string_view(table)));
    if (!columns)
        return std::unexpected(columns.error());
    const auto changes = columns->text(0, 0);
    return changes.empty() ? PostgresExpected<void>() : db.execute("ALTER TABLE " + beside(table) + ' ' + changes);
}

// In place of what was left there.
PostgresExpected<void> make_tables_beside(PostgresDb& db, const std::vector<std::string>& tables) {
    auto transaction = PostgresTransaction::begin_alone(db, "");
    if (!transaction)
        return std::unexpected(transaction.error());
    for (const auto& table : tables) {
        const auto made =
            db.execute(drop_beside(table) + "CREATE TABLE " + beside(table) + "(LIKE " + table + " INCLUDING ALL)");
        if (!made)
            return made;
        if (const auto forgotten = forget_samples(db, table); !forgotten)
            return forgotten;
    }
    return transaction->commit();
}

}  // namespace

PostgresExpected<PostgresRewriting::Lock> PostgresRewriting::Lock::take(PostgresDb& db) {
    if (const auto taken = db.execute(std::string("SELECT pg_advisory_lock(") + kServersLock + ")"); !taken)
        return std::unexpected(taken.error());
    return Lock(db);
}

PostgresRewriting::Lock::Lock(Lock&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}

// With the session it is given back as well.
PostgresRewriting::Lock::~Lock() {
    if (m_db != nullptr)
        std::ignore = m_db->execute(std::string("SELECT pg_advisory_unlock(") + kServersLock + ")");
}

PostgresExpected<PostgresRewriting> PostgresRewriting::begin(PostgresDb& db, const std::vector<std::string>& tables,
                                                             const std::string& more) {
    auto lock = Lock::take(db);
    if (!lock)
        return std::unexpected(lock.error());
    if (const auto made = make_tables_beside(db, tables); !made)
        return std::unexpected(made.error());
    std::string locked;
    for (const auto& table : tables)
        locked += (locked.empty() ? "" : ", ") + table;
    auto transaction = PostgresTransaction::begin_alone(db, locked + more);
    if (!transaction)
        return std::unexpected(transaction.error());
    return PostgresRewriting(db, std::move(*lock), std::move(*transaction));
}

// By a new table and not by VACUUM FULL: that keeps the number of each row's first transaction, also where it freezes
// it.
PostgresExpected<void> PostgresRewriting::write_anew(const std::string& table, const std::string& rows) {
    return m_db->execute("INSERT INTO " + beside(table) + ' ' + rows + "; DROP TABLE " + table + "; ALTER TABLE " +
                         beside(table) + " RENAME TO " + table);
}

PostgresExpected<void> PostgresRewriting::leave(const std::string& table) { return m_db->execute(drop_beside(table)); }

}  // namespace porchlight::server

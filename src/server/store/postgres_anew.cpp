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

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names)
        out += (out.empty() ? "" : ", ") + name;
    return out;
}

std::vector<std::string> all_beside(const std::vector<std::string>& tables) {
    std::vector<std::string> out;
    out.reserve(tables.size());
    for (const auto& table : tables)
        out.push_back(beside(table));
    return out;
}

}  // namespace

// Others that want to store queue behind who waits here: one second is more than a commit takes, and a server that
// hangs is not waited for. First for a transaction alone: what is granted just when the time is up ends with that.
PostgresExpected<PostgresRewriting::Lock> PostgresRewriting::Lock::take(PostgresDb& db) {
    const auto number = std::string("(") + kServersLock + ")";
    if (const auto taken = db.execute("SET LOCAL lock_timeout = '1s'; SELECT pg_advisory_xact_lock" + number +
                                      "; SELECT pg_advisory_lock" + number);
        !taken)
        return std::unexpected(taken.error());
    return Lock(db);
}

PostgresRewriting::Lock::Lock(Lock&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}

// With the session it is given back as well.
PostgresRewriting::Lock::~Lock() {
    if (m_db != nullptr)
        std::ignore = m_db->execute(std::string("SELECT pg_advisory_unlock(") + kServersLock + ")");
}

// The tables' own locks first: nothing is made where a reader is in the way.
PostgresExpected<PostgresRewriting::Beside> PostgresRewriting::Beside::make(PostgresDb& db,
                                                                            const std::vector<std::string>& tables,
                                                                            const std::string& more) {
    auto transaction = PostgresTransaction::begin_alone(db, joined(tables) + more);
    if (!transaction)
        return std::unexpected(transaction.error());
    for (const auto& table : tables) {
        const auto made =
            db.execute(drop_beside(table) + "CREATE TABLE " + beside(table) + "(LIKE " + table + " INCLUDING ALL)");
        if (!made)
            return std::unexpected(made.error());
        if (const auto forgotten = forget_samples(db, table); !forgotten)
            return std::unexpected(forgotten.error());
    }
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return Beside(db, joined(all_beside(tables)));
}

PostgresRewriting::Beside::Beside(Beside&& other) noexcept
    : m_db(std::exchange(other.m_db, nullptr)), m_names(std::move(other.m_names)) {}

// Where somebody reads one, they stay until the next time.
PostgresRewriting::Beside::~Beside() {
    if (m_db != nullptr)
        std::ignore = m_db->execute(std::string(kReaderPatience) + "DROP TABLE IF EXISTS " + m_names);
}

PostgresExpected<PostgresRewriting> PostgresRewriting::begin(PostgresDb& db, const std::vector<std::string>& tables,
                                                             const std::string& more) {
    auto lock = Lock::take(db);
    if (!lock)
        return std::unexpected(lock.error());
    auto made = Beside::make(db, tables, more);
    if (!made)
        return std::unexpected(made.error());
    // Those beside as well: each is renamed in the end.
    auto transaction = PostgresTransaction::begin_alone(db, joined(tables) + ", " + joined(all_beside(tables)) + more);
    if (!transaction)
        return std::unexpected(transaction.error());
    return PostgresRewriting(db, std::move(*lock), std::move(*made), std::move(*transaction));
}

// By a new table and not by VACUUM FULL: that keeps the number of each row's first transaction, also where it freezes
// it.
PostgresExpected<void> PostgresRewriting::write_anew(const std::string& table, const std::string& rows) {
    return m_db->execute("INSERT INTO " + beside(table) + ' ' + rows + "; DROP TABLE " + table + "; ALTER TABLE " +
                         beside(table) + " RENAME TO " + table);
}

PostgresExpected<void> PostgresRewriting::leave(const std::string& table) { return m_db->execute(drop_beside(table)); }

PostgresExpected<void> PostgresRewriting::commit() {
    auto done = m_transaction.commit();
    if (done)
        m_beside.were_used();
    return done;
}

}  // namespace porchlight::server

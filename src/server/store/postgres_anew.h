// Tables of PostgreSQL written anew: in an order that tells nothing and as of one moment, so that where a row lies, and
// which transaction wrote it, tells no more which of two tables' rows came together; and without what is deleted.
//
// The new rows go to a table beside, anew_<table>, which is there, empty and committed, before: PostgreSQL removes the
// file of a table that it knows, whenever it was killed, but for ever keeps one that a transaction made which a crash
// cut off. Where nothing is written in the end, they go again at once. One thread at a time.
#pragma once

#include "server/store/postgres_db.h"

#include <string>
#include <vector>

namespace porchlight::server {

// A transaction alone among all servers, as PostgresTransaction::begin_alone, with an empty table beside each that may
// be written anew.
class PostgresRewriting {
public:
    // more: tables that it has for itself too, each after a comma. kBusy as of begin_alone.
    static PostgresExpected<PostgresRewriting> begin(PostgresDb& db, const std::vector<std::string>& tables,
                                                     const std::string& more = "");

    // Puts these rows, a SELECT, in the table's place.
    PostgresExpected<void> write_anew(const std::string& table, const std::string& rows);
    // The table stays as it is.
    PostgresExpected<void> leave(const std::string& table);
    PostgresExpected<void> commit();

private:
    // Keeps the other servers away from one transaction to the next.
    class Lock {
    public:
        static PostgresExpected<Lock> take(PostgresDb& db);
        Lock(Lock&& other) noexcept;
        Lock& operator=(Lock&&) = delete;
        Lock(const Lock&) = delete;
        Lock& operator=(const Lock&) = delete;
        ~Lock();

    private:
        explicit Lock(PostgresDb& db) : m_db(&db) {}
        PostgresDb* m_db;
    };

    // The empty tables, which are dropped unless they were used.
    class Beside {
    public:
        // In place of what was left there.
        static PostgresExpected<Beside> make(PostgresDb& db, const std::vector<std::string>& tables,
                                             const std::string& more);
        Beside(Beside&& other) noexcept;
        Beside& operator=(Beside&&) = delete;
        Beside(const Beside&) = delete;
        Beside& operator=(const Beside&) = delete;
        ~Beside();
        void were_used() { m_db = nullptr; }

    private:
        Beside(PostgresDb& db, std::string names) : m_db(&db), m_names(std::move(names)) {}
        PostgresDb* m_db;
        std::string m_names;
    };

    PostgresRewriting(PostgresDb& db, Lock lock, Beside beside, PostgresTransaction transaction)
        : m_db(&db), m_lock(std::move(lock)), m_beside(std::move(beside)), m_transaction(std::move(transaction)) {}

    PostgresDb* m_db;
    Lock m_lock;      // given back last of all
    Beside m_beside;  // dropped after the transaction's end
    PostgresTransaction m_transaction;
};

}  // namespace porchlight::server

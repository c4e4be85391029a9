// The stores that keep one contract: a test case of them all is a TEMPLATE_TEST_CASE over these.
#pragma once

#include "server/store/memory_store.h"
#include "server/store/postgres_store.h"
#include "server/store/sqlite_store.h"
#include "tests/server/support/city.h"
#include "tests/server/support/postgres_server.h"

namespace porchlight::server::test {

struct InMemory {
    City city;
    MemoryStore store;
};

struct InSqlite {
    City city;
    ScratchFolder folder;
    std::unique_ptr<SqliteStore> opened = std::move(*SqliteStore::open(folder.path() / "porchlight.db"));
    Store& store = *opened;
    std::unique_ptr<Store> open_again() const { return std::move(*SqliteStore::open(folder.path() / "porchlight.db")); }
};

struct InPostgres {
    City city;
    std::string url = PostgresServer::shared().new_database();
    std::unique_ptr<PostgresStore> opened = std::move(*PostgresStore::open(url));
    Store& store = *opened;
    std::unique_ptr<Store> open_again() const { return std::move(*PostgresStore::open(url)); }
};

}  // namespace porchlight::server::test

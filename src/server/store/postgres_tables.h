// The tables of a PostgreSQL database that servers may use meanwhile. One thread at a time.
#pragma once

#include "server/store/postgres_db.h"
#include "server/store/tables.h"

namespace porchlight::server {

class PostgresTables final : public TableReader {
public:
    // Changes nothing in the database. An error is one sentence.
    static std::expected<PostgresTables, std::string> open(const std::string& url);

    std::expected<std::vector<HeldTable>, StoreError> read_tables() override;

private:
    explicit PostgresTables(PostgresDb db) : m_db(std::move(db)) {}

    PostgresExpected<std::vector<HeldTable>> read_all();
    PostgresExpected<HeldTable> read_table(const std::string& name);

    PostgresDb m_db;
};

}  // namespace porchlight::server

// The tables of a SQLite file that a server may have open meanwhile. One thread at a time.
#pragma once

#include "server/store/sqlite_db.h"
#include "server/store/tables.h"

namespace porchlight::server {

class SqliteTables final : public TableReader {
public:
    // Changes nothing in the file.
    static std::expected<SqliteTables, StoreError> open(const std::filesystem::path& file);

    std::expected<std::vector<HeldTable>, StoreError> read_tables() override;

private:
    explicit SqliteTables(SqliteDb db) : m_db(std::move(db)) {}

    std::expected<HeldTable, StoreError> read_table(const std::string& name);

    SqliteDb m_db;
};

}  // namespace porchlight::server

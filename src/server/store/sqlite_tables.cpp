#include "server/store/sqlite_tables.h"

#include <utility>

namespace porchlight::server {
namespace {

std::string identifier(const std::string& name) {
    std::string out = "\"";
    for (const char c : name)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

// A value as people read it.
std::string told(const std::string& column) {
    return "CASE typeof(" + column + ") WHEN 'null' THEN '(nothing)' WHEN 'blob' THEN lower(hex(substr(" + column +
           ", 1, 16))) || CASE WHEN length(" + column + ") > 16 THEN '… (' || length(" + column +
           ") || ' bytes)' ELSE '' END WHEN 'text' THEN substr(" + column + ", 1, 60) || CASE WHEN length(" + column +
           ") > 60 THEN '…' ELSE '' END ELSE CAST(" + column + " AS TEXT) END";
}

}  // namespace

std::expected<SqliteTables, StoreError> SqliteTables::open(const std::filesystem::path& file) {
    auto db = SqliteDb::open(file, 0);
    if (!db)
        return std::unexpected(db.error());
    if (const auto closed = db->execute("PRAGMA query_only = 1"); !closed)
        return std::unexpected(closed.error());
    return SqliteTables(std::move(*db));
}

std::expected<std::vector<HeldTable>, StoreError> SqliteTables::read_tables() {
    const auto moment = SqliteTransaction::begin_reading(m_db);
    if (!moment)
        return std::unexpected(moment.error());
    std::vector<std::string> names;
    const auto listed = read_rows(m_db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                                  kNothingToBind, [&](const SqliteStatement& row) { names.push_back(row.text(0)); });
    if (!listed)
        return std::unexpected(listed.error());
    std::vector<HeldTable> out;
    for (const auto& name : names) {
        auto table = read_table(name);
        if (!table)
            return std::unexpected(table.error());
        out.push_back(std::move(*table));
    }
    return out;
}

std::expected<HeldTable, StoreError> SqliteTables::read_table(const std::string& name) {
    HeldTable out{name, 0, {}};
    const auto counted =
        read_rows(m_db, "SELECT count(*) FROM " + identifier(name), kNothingToBind,
                  [&](const SqliteStatement& row) { out.rows = static_cast<std::uint64_t>(row.number(0)); });
    if (!counted)
        return std::unexpected(counted.error());
    std::string columns;
    const auto described = read_rows(
        m_db, "SELECT name, type FROM pragma_table_xinfo(?1)", [&](SqliteStatement& row) { row.bind(1, name); },
        [&](const SqliteStatement& row) {
            out.columns.push_back({row.text(0), row.text(1), ""});
            columns += (columns.empty() ? "" : ", ") + told(identifier(out.columns.back().name));
        });
    if (!described)
        return std::unexpected(described.error());
    const auto read = read_rows(m_db, "SELECT " + columns + " FROM " + identifier(name) + " LIMIT 1", kNothingToBind,
                                [&](const SqliteStatement& row) {
                                    for (std::size_t i = 0; i < out.columns.size(); ++i)
                                        out.columns[i].example = row.text(static_cast<int>(i));
                                });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::server

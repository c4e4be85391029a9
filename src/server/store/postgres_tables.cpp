#include "server/store/postgres_tables.h"

namespace porchlight::server {
namespace {

constexpr int kMaxTries = 10;

std::string identifier(const std::string& name) {
    std::string out = "\"";
    for (const char c : name)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

// All but the system's own and what is temporary.
constexpr auto kTables = R"(
SELECT n.nspname::text, c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 2, 1)";

// ctid and xmin, which every row has and which tell nothing after a rest (POSTGRES.md), have no number above zero.
constexpr auto kColumns = R"(
SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute
WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum)";

// A value as people read it.
std::string told(const std::string& column, const std::string& type) {
    const auto out = type == "bytea" ? "encode(substr(" + column + ", 1, 16), 'hex') || CASE WHEN length(" + column +
                                           ") > 16 THEN '… (' || length(" + column + ") || ' bytes)' ELSE '' END"
                                     : "left(" + column + "::text, 60) || CASE WHEN length(" + column +
                                           "::text) > 60 THEN '…' ELSE '' END";
    return "coalesce(" + out + ", '(nothing)')";
}

}  // namespace

std::expected<PostgresTables, std::string> PostgresTables::open(const std::string& url) {
    PostgresDb db(url);
    if (!db.connect())
        return std::unexpected("The PostgreSQL database cannot be reached: " + db.reason());
    return PostgresTables(std::move(db));
}

std::expected<std::vector<HeldTable>, StoreError> PostgresTables::read_tables() {
    // A table may go while it is looked for: one that is written anew is put in another's place.
    auto read = read_all();
    for (int tries = 1; !read && read.error() == PostgresError::kAgain && tries < kMaxTries; ++tries)
        read = read_all();
    if (!read)
        return std::unexpected(store_error(read.error()));
    return std::move(*read);
}

PostgresExpected<std::vector<HeldTable>> PostgresTables::read_all() {
    const auto listed = m_db.run(kTables);
    if (!listed)
        return std::unexpected(listed.error());
    std::vector<std::string> names;
    std::string locked;
    for (int row = 0; row < listed->rows(); ++row) {
        const auto schema = listed->text(row, 0);
        names.push_back((schema == "public" ? "" : identifier(schema) + '.') + identifier(listed->text(row, 1)));
        locked += (locked.empty() ? "" : ", ") + names.back();
    }
    if (names.empty())
        return std::vector<HeldTable>{};
    const auto moment = PostgresTransaction::begin_reading(m_db, locked);
    if (!moment)
        return std::unexpected(moment.error());
    std::vector<HeldTable> out;
    for (int row = 0; row < listed->rows(); ++row) {
        auto table = read_table(names[static_cast<std::size_t>(row)]);
        if (!table)
            return std::unexpected(table.error());
        table->name = listed->text(row, 1);
        out.push_back(std::move(*table));
    }
    return out;
}

PostgresExpected<HeldTable> PostgresTables::read_table(const std::string& name) {
    HeldTable out;
    const auto counted = m_db.run("SELECT count(*) FROM " + name);
    if (!counted)
        return std::unexpected(counted.error());
    out.rows = static_cast<std::uint64_t>(counted->number(0, 0));
    const auto columns = m_db.run(kColumns, PostgresParameters().add(std::string_view(name)));
    if (!columns)
        return std::unexpected(columns.error());
    std::string wanted;
    for (int row = 0; row < columns->rows(); ++row) {
        out.columns.push_back({columns->text(row, 0), columns->text(row, 1), ""});
        wanted += (wanted.empty() ? "" : ", ") + told(identifier(out.columns.back().name), out.columns.back().type);
    }
    if (out.rows == 0 || out.columns.empty())
        return out;
    const auto first = m_db.run("SELECT " + wanted + " FROM " + name + " LIMIT 1");
    if (!first)
        return std::unexpected(first.error());
    for (std::size_t i = 0; first->rows() == 1 && i < out.columns.size(); ++i)
        out.columns[i].example = first->text(0, static_cast<int>(i));
    return out;
}

}  // namespace porchlight::server

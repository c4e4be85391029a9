#include "server/store/sqlite_store.h"

namespace porchlight::server {

std::expected<std::vector<DayTotal>, StoreError> SqliteStore::day_totals(const date& first, const date& today) {
    std::vector<DayTotal> out;
    const auto from = first.text();
    const auto before = today.text();
    const auto read = read_rows(
        m_db,
        "SELECT day, outcome, sum(n) FROM counts WHERE day >= ?1 AND day < ?2 GROUP BY day, outcome "
        "ORDER BY day, outcome",
        [&](SqliteStatement& row) { row.bind(1, from).bind(2, before); },
        [&](const SqliteStatement& row) {
            out.push_back({row.text(0), row.text(1), static_cast<std::uint64_t>(row.number(2))});
        });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<std::vector<SiteTotal>, StoreError> SqliteStore::site_totals(const date& first, const date& today) {
    std::vector<SiteTotal> out;
    const auto from = first.text();
    const auto before = today.text();
    const auto read = read_rows(
        m_db,
        "SELECT day, site, outcome, sum(n) FROM counts WHERE day >= ?1 AND day < ?2 GROUP BY day, site, outcome "
        "ORDER BY day, site, outcome",
        [&](SqliteStatement& row) { row.bind(1, from).bind(2, before); },
        [&](const SqliteStatement& row) {
            out.push_back({row.text(0), row.text(1), row.text(2), static_cast<std::uint64_t>(row.number(3))});
        });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::server

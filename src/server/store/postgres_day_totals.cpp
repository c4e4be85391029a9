#include "server/store/postgres_store.h"

namespace porchlight::server {

std::expected<std::vector<DayTotal>, StoreError> PostgresStore::day_totals(const date& first, const date& today) {
    return attempt([&, from = first.text(), before = today.text()]() -> PostgresExpected<std::vector<DayTotal>> {
        // A sum of bigints is numeric.
        const auto read = m_db.run(
            "SELECT day, outcome, sum(n)::bigint FROM counts WHERE day >= $1 AND day < $2 GROUP BY day, outcome "
            "ORDER BY day, outcome",
            PostgresParameters().add(std::string_view(from)).add(std::string_view(before)));
        if (!read)
            return std::unexpected(read.error());
        std::vector<DayTotal> out;
        out.reserve(static_cast<std::size_t>(read->rows()));
        for (int row = 0; row < read->rows(); ++row)
            out.push_back({read->text(row, 0), read->text(row, 1), static_cast<std::uint64_t>(read->number(row, 2))});
        return out;
    });
}

std::expected<std::vector<SiteTotal>, StoreError> PostgresStore::site_totals(const date& first, const date& today) {
    return attempt([&, from = first.text(), before = today.text()]() -> PostgresExpected<std::vector<SiteTotal>> {
        const auto read = m_db.run(
            "SELECT day, site, outcome, sum(n)::bigint FROM counts WHERE day >= $1 AND day < $2 "
            "GROUP BY day, site, outcome ORDER BY day, site, outcome",
            PostgresParameters().add(std::string_view(from)).add(std::string_view(before)));
        if (!read)
            return std::unexpected(read.error());
        std::vector<SiteTotal> out;
        out.reserve(static_cast<std::size_t>(read->rows()));
        for (int row = 0; row < read->rows(); ++row)
            out.push_back({read->text(row, 0), read->text(row, 1), read->text(row, 2),
                           static_cast<std::uint64_t>(read->number(row, 3))});
        return out;
    });
}

}  // namespace porchlight::server

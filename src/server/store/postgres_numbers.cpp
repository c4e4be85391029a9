#include "server/store/dealing.h"
#include "server/store/postgres_store.h"

#include <algorithm>
#include <set>

namespace porchlight::server {
namespace {

std::vector<std::string_view> views(std::span<const std::string> texts) { return {texts.begin(), texts.end()}; }

std::optional<std::size_t> first_repeated(std::span<const std::string> numbers) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (!seen.insert(numbers[i]).second)
            return i;
    return std::nullopt;
}

PostgresExpected<std::optional<std::size_t>> import_once(PostgresDb& db, const std::string& service,
                                                         std::span<const std::string> numbers) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    PostgresParameters parameters;
    parameters.add(std::string_view(service)).add(views(numbers));
    const auto held = db.run(
        "SELECT coalesce(min(place), 0) FROM unnest($2) WITH ORDINALITY AS given(number, place) "
        "JOIN numbers_imported USING(number) WHERE service = $1",
        parameters);
    if (!held)
        return std::unexpected(held.error());
    if (held->number(0, 0) != 0)
        return static_cast<std::size_t>(held->number(0, 0) - 1);
    // In the order of numbers: where the rows lie then tells no other.
    for (const std::string table : {"numbers_imported", "numbers_pool"}) {
        const auto inserted = db.run(
            "INSERT INTO " + table + R"( SELECT $1, number COLLATE "C" FROM unnest($2) AS given(number) ORDER BY 2)",
            parameters);
        if (!inserted)
            return std::unexpected(inserted.error());
    }
    if (const auto committed = transaction->commit_once(); !committed)
        return std::unexpected(committed.error());
    return std::nullopt;
}

PostgresExpected<std::vector<std::string>> read_pool(PostgresDb& db, const std::string& service) {
    const auto read = db.run("SELECT number FROM numbers_pool WHERE service = $1",
                             PostgresParameters().add(std::string_view(service)));
    if (!read)
        return std::unexpected(read.error());
    std::vector<std::string> out;
    out.reserve(static_cast<std::size_t>(read->rows()));
    for (int row = 0; row < read->rows(); ++row)
        out.push_back(read->text(row, 0));
    return out;
}

PostgresExpected<void> insert_block(PostgresDb& db, const DealtBlock& dealt) {
    const auto text = joined(dealt.block.numbers);
    PostgresParameters parameters;
    parameters.add(byte_view(dealt.block.id)).add(byte_view(dealt.kiosk));
    parameters.add(std::string_view(dealt.block.service)).add(static_cast<std::int64_t>(dealt.block.numbers.size()));
    parameters.add(std::string_view(text));
    if (const auto inserted = db.run("INSERT INTO number_blocks VALUES($1, $2, $3, $4, $5)", parameters); !inserted)
        return std::unexpected(inserted.error());
    const auto taken =
        db.run("DELETE FROM numbers_pool WHERE service = $1 AND number = ANY($2)",
               PostgresParameters().add(std::string_view(dealt.block.service)).add(views(dealt.block.numbers)));
    if (!taken)
        return std::unexpected(taken.error());
    return {};
}

PostgresExpected<void> deal_once(PostgresDb& db, const std::string& service, std::size_t count,
                                 std::span<const protocol::KioskId> kiosks) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto locked = db.execute("LOCK TABLE numbers_pool IN SHARE ROW EXCLUSIVE MODE"); !locked)
        return locked;
    auto pool = read_pool(db, service);
    if (!pool)
        return std::unexpected(pool.error());
    if (pool->size() < count || kiosks.empty())
        return std::unexpected(PostgresError::kConflict);
    for (const auto& dealt : deal(service, *pool, count, kiosks))
        if (const auto inserted = insert_block(db, dealt); !inserted)
            return inserted;
    return transaction->commit_once();
}

PostgresExpected<std::vector<protocol::NumberBlock>> fetch_once(PostgresDb& db, const protocol::KioskId& kiosk,
                                                                std::span<const protocol::BlockId> confirmed) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (!confirmed.empty()) {
        const std::vector<std::optional<byte_view>> ids(confirmed.begin(), confirmed.end());
        const auto deleted = db.run("DELETE FROM number_blocks WHERE kiosk = $1 AND id = ANY($2)",
                                    PostgresParameters().add(byte_view(kiosk)).add(ids));
        if (!deleted)
            return std::unexpected(deleted.error());
    }
    const auto read =
        db.run("SELECT id, service, numbers FROM number_blocks WHERE kiosk = $1 ORDER BY id LIMIT $2 FOR UPDATE",
               PostgresParameters().add(byte_view(kiosk)).add(std::int64_t{protocol::kMaxAnswerBlocks}));
    if (!read)
        return std::unexpected(read.error());
    std::vector<protocol::NumberBlock> out;
    std::vector<std::optional<byte_view>> given;
    for (int row = 0; row < read->rows(); ++row) {
        out.push_back(
            {to_array<sizeof(protocol::BlockId)>(read->blob(row, 0)), read->text(row, 1), split(read->text(row, 2))});
        given.emplace_back(read->blob(row, 0));
    }
    const auto marked =
        db.run("UPDATE number_blocks SET given = 1 WHERE given = 0 AND id = ANY($1)", PostgresParameters().add(given));
    if (!marked)
        return std::unexpected(marked.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return out;
}

// A sum of bigints is numeric.
constexpr auto kCounts = R"(
SELECT service, count(*),
    (SELECT count(*) FROM numbers_pool WHERE service = imported.service),
    (SELECT coalesce(sum(n), 0)::bigint FROM number_blocks WHERE service = imported.service)
FROM numbers_imported AS imported GROUP BY service ORDER BY service)";

}  // namespace

std::expected<std::optional<std::size_t>, StoreError> PostgresStore::import_numbers(
    const std::string& service, std::span<const std::string> numbers) {
    if (const auto repeated = first_repeated(numbers))
        return repeated;
    wrote(Written::kNumbers);
    return attempt([&] { return import_once(m_db, service, numbers); });
}

std::expected<void, StoreError> PostgresStore::deal_numbers(const std::string& service, std::size_t count,
                                                            std::span<const protocol::KioskId> kiosks) {
    wrote(Written::kNumbers);
    return attempt([&] { return deal_once(m_db, service, count, kiosks); });
}

std::expected<std::vector<protocol::NumberBlock>, StoreError> PostgresStore::fetch_blocks(
    const protocol::KioskId& kiosk, std::span<const protocol::BlockId> confirmed) {
    auto given = attempt([&] { return fetch_once(m_db, kiosk, confirmed); });
    if (!confirmed.empty() || !given || !given->empty())
        wrote(Written::kNumbers);
    return given;
}

std::expected<std::vector<NumberCount>, StoreError> PostgresStore::count_numbers() {
    return attempt([this]() -> PostgresExpected<std::vector<NumberCount>> {
        const auto read = m_db.run(kCounts);
        if (!read)
            return std::unexpected(read.error());
        std::vector<NumberCount> out;
        for (int row = 0; row < read->rows(); ++row) {
            const auto value = [&](int column) { return static_cast<std::uint64_t>(read->number(row, column)); };
            out.push_back({read->text(row, 0), value(2), value(3), value(1) - value(2) - value(3)});
        }
        return out;
    });
}

}  // namespace porchlight::server

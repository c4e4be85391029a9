#include "server/store/dealing.h"
#include "server/store/sqlite_spool.h"
#include "server/store/sqlite_store.h"

#include <algorithm>
#include <numeric>

namespace porchlight::server {
namespace {

std::expected<void, StoreError> put_number(SqliteStatement& statement, const std::string& service,
                                           const std::string& number) {
    statement.bind(1, service).bind(2, number);
    auto done = statement.run();
    statement.reset();
    return done;
}

// Rows of one statement on (service, number), in the order of numbers: the pages then tell no other.
template <class After>
std::expected<void, StoreError> for_numbers(SqliteDb& db, std::string_view sql, const std::string& service,
                                            std::span<const std::string> numbers, After after) {
    auto statement = db.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    std::vector<std::size_t> order(numbers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return numbers[i]; });
    for (const auto i : order) {
        if (const auto put = put_number(*statement, service, numbers[i]); !put)
            return put;
        after(i);
    }
    return {};
}

std::expected<std::vector<std::string>, StoreError> read_pool(SqliteDb& db, const std::string& service) {
    std::vector<std::string> out;
    const auto read = read_rows(
        db, "SELECT number FROM numbers_pool WHERE service = ?1", [&](SqliteStatement& row) { row.bind(1, service); },
        [&](const SqliteStatement& row) { out.push_back(row.text(0)); });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

std::expected<void, StoreError> insert_block(SqliteDb& db, const DealtBlock& dealt) {
    const auto text = joined(dealt.block.numbers);
    return run(db, "INSERT INTO number_blocks(id, kiosk, service, n, numbers) VALUES(?1, ?2, ?3, ?4, ?5)",
               [&](SqliteStatement& row) {
                   row.bind(1, dealt.block.id).bind(2, dealt.kiosk).bind(3, dealt.block.service);
                   row.bind(4, static_cast<std::int64_t>(dealt.block.numbers.size())).bind(5, text);
               });
}

std::expected<void, StoreError> delete_block(SqliteDb& db, const protocol::KioskId& kiosk,
                                             const protocol::BlockId& id) {
    return run(db, "DELETE FROM number_blocks WHERE id = ?1 AND kiosk = ?2",
               [&](SqliteStatement& row) { row.bind(1, id).bind(2, kiosk); });
}

// A block that its kiosk may hold from now on.
std::expected<void, StoreError> mark_given(SqliteDb& db, const protocol::BlockId& id) {
    return run(db, "UPDATE number_blocks SET given = 1 WHERE id = ?1 AND given = 0",
               [&](SqliteStatement& row) { row.bind(1, id); });
}

constexpr std::string_view kCounts = R"(
SELECT service, count(*),
    (SELECT count(*) FROM numbers_pool WHERE service = numbers_imported.service),
    (SELECT ifnull(sum(n), 0) FROM number_blocks WHERE service = numbers_imported.service)
FROM numbers_imported GROUP BY service)";

}  // namespace

std::expected<std::optional<std::size_t>, StoreError> SqliteStore::import_numbers(
    const std::string& service, std::span<const std::string> numbers) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    std::optional<std::size_t> seen;
    const auto put = for_numbers(m_db, "INSERT OR IGNORE INTO numbers_imported VALUES(?1, ?2)", service, numbers,
                                 [&](std::size_t i) {
                                     if (m_db.changes() == 0)
                                         seen = std::min(seen.value_or(i), i);
                                 });
    if (!put)
        return std::unexpected(put.error());
    if (seen)
        return seen;
    const auto pooled =
        for_numbers(m_db, "INSERT INTO numbers_pool VALUES(?1, ?2)", service, numbers, [](std::size_t) {});
    if (!pooled)
        return std::unexpected(pooled.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return std::nullopt;
}

std::expected<void, StoreError> SqliteStore::deal_numbers(const std::string& service, std::size_t count,
                                                          std::span<const protocol::KioskId> kiosks) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    auto pool = read_pool(m_db, service);
    if (!pool)
        return std::unexpected(pool.error());
    if (pool->size() < count || kiosks.empty())
        return std::unexpected(StoreError::kConflict);
    for (const auto& dealt : deal(service, *pool, count, kiosks)) {
        if (const auto inserted = insert_block(m_db, dealt); !inserted)
            return inserted;
        const auto taken = for_numbers(m_db, "DELETE FROM numbers_pool WHERE service = ?1 AND number = ?2", service,
                                       dealt.block.numbers, [](std::size_t) {});
        if (!taken)
            return taken;
    }
    return transaction->commit();
}

std::expected<std::vector<protocol::NumberBlock>, StoreError> SqliteStore::fetch_blocks(
    const protocol::KioskId& kiosk, std::span<const protocol::BlockId> confirmed) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    for (const auto& id : confirmed)
        if (const auto deleted = delete_block(m_db, kiosk, id); !deleted)
            return std::unexpected(deleted.error());
    std::vector<protocol::NumberBlock> out;
    const auto read = read_rows(
        m_db, "SELECT id, service, numbers FROM number_blocks WHERE kiosk = ?1 LIMIT ?2",
        [&](SqliteStatement& row) { row.bind(1, kiosk).bind(2, std::int64_t{protocol::kMaxAnswerBlocks}); },
        [&](const SqliteStatement& row) {
            out.push_back({to_array<sizeof(protocol::BlockId)>(row.blob(0)), row.text(1), split(row.text(2))});
        });
    if (!read)
        return std::unexpected(read.error());
    for (const auto& block : out)
        if (const auto marked = mark_given(m_db, block.id); !marked)
            return std::unexpected(marked.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return out;
}

std::expected<std::vector<NumberCount>, StoreError> SqliteStore::count_numbers() {
    std::vector<NumberCount> out;
    const auto read = read_rows(m_db, kCounts, kNothingToBind, [&](const SqliteStatement& row) {
        const auto imported = static_cast<std::uint64_t>(row.number(1));
        const auto pool = static_cast<std::uint64_t>(row.number(2));
        const auto waiting = static_cast<std::uint64_t>(row.number(3));
        out.push_back({row.text(0), pool, waiting, imported - pool - waiting});
    });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::server

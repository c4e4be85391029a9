#include "server/store/sqlite_store.h"

#include "server/store/sqlite_epochs.h"
#include "server/store/sqlite_schema.h"
#include "server/store/sqlite_spool.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <tuple>

namespace porchlight::server {
namespace {

// Writing anew takes at most one part in so many of the time, however long the spool is.
constexpr int kShareOfTime = 50;

// Gives a sink the heap's records and the spool's, merged by digest.
class MergingExport {
public:
    MergingExport(std::vector<DigestedRecord> spool, RecordSink& sink) : m_spool(std::move(spool)), m_sink(sink) {}

    void begin(std::uint64_t count) { m_ok = m_sink.begin(count); }
    void heap_record(byte_view digest, byte_view sealed) {
        spool_before(to_array<32>(digest));
        give(sealed);
    }
    bool finish() {
        while (m_next < m_spool.size())
            give(m_spool[m_next++].record.sealed);
        return m_ok;
    }

private:
    void spool_before(const hash256& digest) {
        while (m_next < m_spool.size() && m_spool[m_next].digest < digest)
            give(m_spool[m_next++].record.sealed);
    }
    void give(byte_view sealed) { m_ok = m_ok && m_sink.record(sealed); }

    std::vector<DigestedRecord> m_spool;
    RecordSink& m_sink;
    std::size_t m_next = 0;
    bool m_ok = true;
};

// A record that was sealed once and sent twice may be in both; it is one record.
std::expected<void, StoreError> drop_held(SqliteDb& db, std::vector<DigestedRecord>& spool) {
    std::set<hash256> held;
    for (const auto& record : spool) {
        const auto read = read_rows(
            db, "SELECT 1 FROM records WHERE digest = ?1", [&](SqliteStatement& row) { row.bind(1, record.digest); },
            [&](const SqliteStatement&) { held.insert(record.digest); });
        if (!read)
            return read;
    }
    std::erase_if(spool, [&](const DigestedRecord& record) { return held.contains(record.digest); });
    const auto repeated = std::ranges::unique(spool, {}, &DigestedRecord::digest);
    spool.erase(repeated.begin(), repeated.end());
    return {};
}

std::expected<std::vector<DigestedRecord>, StoreError> spool_of_epoch(SqliteDb& db, std::uint32_t epoch) {
    auto spool = read_spool(db);
    if (!spool)
        return spool;
    std::erase_if(*spool, [&](const DigestedRecord& record) { return record.record.epoch != epoch; });
    if (const auto dropped = drop_held(db, *spool); !dropped)
        return std::unexpected(dropped.error());
    return spool;
}

}  // namespace

std::expected<std::unique_ptr<SqliteStore>, StoreError> SqliteStore::open(const std::filesystem::path& file,
                                                                          SqliteOptions options) {
    auto db = SqliteDb::open(file, options.max_pages);
    if (!db)
        return std::unexpected(db.error());
    if (const auto prepared = prepare_schema(*db); !prepared)
        return std::unexpected(prepared.error());
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(*db), file, options));
}

SqliteStore::~SqliteStore() {
    if (m_has_own_order)
        std::ignore = write_anew_now();
}

std::expected<void, StoreError> SqliteStore::apply(std::span<const Outcome> outcomes) {
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    const auto day_key = read_day_key(m_db);
    if (!day_key)
        return std::unexpected(day_key.error());
    if (const auto taken = check_epochs(m_db, outcomes); !taken)
        return taken;
    for (const auto& outcome : outcomes)
        if (const auto inserted = insert_outcome(m_db, outcome, *day_key); !inserted)
            return inserted;
    m_since_rest += outcomes.size();
    m_has_order = m_has_own_order = true;
    m_not_before = std::max(m_not_before, std::chrono::steady_clock::now() + m_options.quiet);
    auto committed = transaction->commit();
    finish_rest_beside();
    return committed;
}

std::expected<std::vector<bool>, StoreError> SqliteStore::holds_each(std::span<const RequestTag> tags) {
    const auto transaction = SqliteTransaction::begin_reading(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto day_key = read_day_key(m_db);
    if (!day_key)
        return std::unexpected(day_key.error());
    std::vector<bool> out(tags.size());
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const auto key = request_key(*day_key, tags[i]);
        const auto read = read_rows(
            m_db, "SELECT 1 FROM spool WHERE request_key = ?1", [&](SqliteStatement& row) { row.bind(1, key); },
            [&](const SqliteStatement&) { out[i] = true; });
        if (!read)
            return std::unexpected(read.error());
    }
    return out;
}

std::expected<DayEnd, StoreError> SqliteStore::begin_day(const date& day, std::size_t batch) {
    const auto running = read_day(m_db);
    if (!running)
        return std::unexpected(running.error());
    if (day.text() <= *running)
        return DayEnd{};
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    if (const auto dropped = drop_marks(m_db); !dropped)
        return std::unexpected(dropped.error());
    const auto shuffled = shuffle_spool(m_db, batch);
    if (!shuffled)
        return std::unexpected(shuffled.error());
    if (const auto begun = begin_day_key(m_db, day.text()); !begun)
        return std::unexpected(begun.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    m_since_rest = 0;
    return DayEnd{true, *shuffled};
}

std::expected<void, StoreError> SqliteStore::write_anew_when_quiet() {
    if (!m_has_order || std::chrono::steady_clock::now() < m_not_before)
        return {};
    return write_anew_now();
}

std::expected<void, StoreError> SqliteStore::write_anew_now() {
    const auto begun = std::chrono::steady_clock::now();
    auto transaction = SqliteTransaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    m_has_history = true;
    if (const auto written = write_anew(m_db); !written)
        return written;
    if (const auto committed = transaction->commit(); !committed)
        return committed;
    m_has_order = m_has_own_order = false;
    const auto ended = std::chrono::steady_clock::now();
    m_not_before = ended + kShareOfTime * (ended - begun);
    return {};
}

// Most is carried over while others write. Where it fails, the next rest has more to do.
void SqliteStore::rest_beside() {
    const auto now = std::chrono::steady_clock::now();
    if (m_resting.valid() || now < m_anew + m_options.anew_in_crowd)
        return;
    try {
        m_resting = std::async(std::launch::async, [file = m_file, max_pages = m_options.max_pages] {
            if (auto db = SqliteDb::open(file, max_pages))
                std::ignore = db->checkpoint(Checkpoint::kPassive);
        });
    } catch (const std::system_error&) {
        return;  // there is no thread to be had now
    }
    m_since_rest = 0;
    m_anew = now;
}

// What was written meanwhile, which is little: a log begins anew only when all of it is carried over, and beside those
// who write it never is.
void SqliteStore::finish_rest_beside() {
    if (!m_resting.valid() || m_resting.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return;
    m_resting.get();
    std::ignore = m_db.checkpoint(Checkpoint::kRestart);
}

std::expected<void, StoreError> SqliteStore::rest() {
    finish_rest_beside();
    if (is_crowd()) {
        rest_beside();
        return {};
    }
    if (m_resting.valid())
        m_resting.get();
    if (const auto written = write_anew_when_quiet(); !written)
        return written;
    if (!m_has_history)
        return {};
    const auto cut_off = m_db.checkpoint(Checkpoint::kTruncate);
    if (!cut_off)
        return std::unexpected(cut_off.error());
    m_has_history = !*cut_off;  // An export is reading: the next rest does it.
    m_since_rest = 0;
    m_anew = std::chrono::steady_clock::now();
    return {};
}

std::expected<void, StoreError> SqliteStore::export_records(std::uint32_t epoch, RecordSink& sink) {
    const auto transaction = SqliteTransaction::begin_reading(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto spool = spool_of_epoch(m_db, epoch);
    if (!spool)
        return std::unexpected(spool.error());
    const auto in_heap = read_number(m_db, "SELECT count(*) FROM records WHERE epoch = " + std::to_string(epoch));
    if (!in_heap)
        return std::unexpected(in_heap.error());
    const auto count = spool->size() + static_cast<std::uint64_t>(*in_heap);
    MergingExport merging(std::move(*spool), sink);
    merging.begin(count);
    const auto read = read_rows(
        m_db, "SELECT digest, sealed FROM records WHERE epoch = ?1 ORDER BY digest",
        [&](SqliteStatement& row) { row.bind(1, std::int64_t{epoch}); },
        [&](const SqliteStatement& row) { merging.heap_record(row.blob(0), row.blob(1)); });
    if (!read)
        return read;
    if (!merging.finish())
        return std::unexpected(StoreError::kFailed);
    return {};
}

std::expected<std::uint64_t, StoreError> SqliteStore::count(const CountKey& key) {
    std::uint64_t out = 0;
    const auto day = key.day.text();
    const auto read = read_rows(
        m_db, "SELECT n FROM counts WHERE day = ?1 AND site = ?2 AND librarian = ?3 AND class = ?4 AND outcome = ?5",
        [&](SqliteStatement& row) {
            row.bind(1, day).bind(2, key.site).bind(3, key.librarian);
            row.bind(4, key.card_class).bind(5, key.outcome);
        },
        [&](const SqliteStatement& row) { out = static_cast<std::uint64_t>(row.number(0)); });
    if (!read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::server

#include "server/store/postgres_store.h"

#include "server/store/postgres_schema.h"
#include "server/store/postgres_spool.h"

#include <algorithm>
#include <thread>
#include <tuple>

namespace porchlight::server {
namespace {

constexpr int kMaxTries = 10;
constexpr std::chrono::milliseconds kBeforeConnecting{200};
constexpr int kTriesBetweenRests = 12;
constexpr std::int64_t kExportStep = 500;  // records

std::string sentence_of(PostgresError error) {
    switch (error) {
        case PostgresError::kConflict: return "The PostgreSQL database is of a later version: install that.";
        case PostgresError::kDenied:
            return "The role may not make tables in the PostgreSQL database: make it the owner of the database.";
        case PostgresError::kFull: return "The disk of the PostgreSQL server is full: make room, then do this again.";
        default: return "The tables of the PostgreSQL database cannot be made: look into that server's log.";
    }
}

PostgresExpected<void> give_records(PostgresDb& db, RecordSink& sink) {
    const auto fetch = "FETCH " + std::to_string(kExportStep) + " FROM export";
    for (;;) {
        const auto some = db.run(fetch);
        if (!some)
            return std::unexpected(some.error());
        for (int row = 0; row < some->rows(); ++row)
            if (!sink.record(some->blob(row, 0)))
                return std::unexpected(PostgresError::kFailed);
        if (some->rows() < kExportStep)
            return {};
    }
}

}  // namespace

std::expected<std::unique_ptr<PostgresStore>, std::string> PostgresStore::open(const std::string& url,
                                                                               PostgresOptions options) {
    PostgresDb db(url);
    if (!db.connect())
        return std::unexpected("The PostgreSQL database cannot be reached: " + db.reason());
    auto prepared = prepare_schema(db);
    for (int tries = 1; !prepared && prepared.error() == PostgresError::kAgain && tries < kMaxTries; ++tries)
        prepared = prepare_schema(db);
    if (!prepared)
        return std::unexpected(sentence_of(prepared.error()));
    return std::unique_ptr<PostgresStore>(new PostgresStore(std::move(db), options));
}

PostgresStore::~PostgresStore() {
    if (m_has_own_history)
        std::ignore = attempt([this] { return rest_once(); });
}

bool PostgresStore::try_again(PostgresError error, int tries, Time ends) {
    const auto is_late = [&] { return std::chrono::steady_clock::now() >= ends; };
    switch (error) {
        case PostgresError::kAgain: return tries < kMaxTries;
        case PostgresError::kBusy: return !is_late();
        case PostgresError::kLost:
        case PostgresError::kUnknown: break;
        default: return false;
    }
    if (tries > 1 && is_late())
        return false;
    while (!m_db.connect()) {
        if (is_late())
            return false;
        std::this_thread::sleep_for(kBeforeConnecting);
    }
    return true;
}

void PostgresStore::wrote(Written what) {
    m_has_history = true;
    m_has_own_history = true;
    m_has_number_history = m_has_number_history || what == Written::kNumbers;
    m_has_registry_history = m_has_registry_history || what == Written::kRegistry;
}

std::expected<void, StoreError> PostgresStore::apply(std::span<const Outcome> outcomes) {
    const auto id = random_array<16>();
    return attempt([&] { return apply_once(id, outcomes); }, kPatience);
}

PostgresExpected<void> PostgresStore::apply_once(const byte_array<16>& id, std::span<const Outcome> outcomes) {
    // Two waits for the database: to know the day, and until it is durable.
    auto begun = PostgresTransaction::begin_shared(m_db, running_day_statement());
    if (!begun)
        return std::unexpected(begun.error());
    wrote(Written::kRecords);
    const auto day = running_day_of(begun->read);
    if (!day)
        return std::unexpected(day.error());
    if (!std::ranges::all_of(outcomes, [&](const Outcome& outcome) { return day->takes(outcome); }))
        return std::unexpected(PostgresError::kEpochGone);
    if (const auto stored = begun->transaction.commit(insert_statement(id, *day, outcomes)); !stored)
        return std::unexpected(stored.error());
    return {};
}

std::expected<std::vector<bool>, StoreError> PostgresStore::holds_each(std::span<const RequestTag> tags) {
    return attempt([&] { return find_requests(m_db, tags); });
}

std::expected<DayEnd, StoreError> PostgresStore::begin_day(const date& day, std::size_t batch) {
    return attempt([&, text = day.text()]() -> PostgresExpected<DayEnd> {
        const auto running = read_running_day(m_db);
        if (!running)
            return std::unexpected(running.error());
        if (text <= running->day)
            return DayEnd{};
        auto ended = end_day(text, batch);
        if (!ended && ended.error() == PostgresError::kBusy)
            return DayEnd{};  // An export is reading: the next call does it.
        return ended;
    });
}

PostgresExpected<DayEnd> PostgresStore::end_day(const std::string& day, std::size_t batch) {
    auto transaction = PostgresRewriting::begin(m_db, {"spool", "records"}, ", counts, batches, day_key");
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto running = read_running_day(m_db);
    if (!running)
        return std::unexpected(running.error());
    if (day <= running->day)
        return DayEnd{};  // Another server was first.
    // Those of the day that ends stay one day more: a commit of its last minute may still be asked for.
    const auto dropped =
        m_db.run("DELETE FROM batches WHERE day < $1", PostgresParameters().add(std::string_view(running->day)));
    if (!dropped)
        return std::unexpected(dropped.error());
    const auto shuffled = shuffle_spool(m_db, *transaction, batch);
    if (!shuffled)
        return std::unexpected(shuffled.error());
    if (const auto begun = begin_day_key(m_db, day); !begun)
        return std::unexpected(begun.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    wrote(Written::kRecords);
    m_rest_from = {};
    return DayEnd{true, *shuffled};
}

std::expected<void, StoreError> PostgresStore::rest() {
    if (!m_has_history || std::chrono::steady_clock::now() < m_rest_from)
        return {};
    return attempt([this] { return rest_once(); });
}

PostgresExpected<void> PostgresStore::rest_once() {
    std::vector<std::pair<std::string, std::string>> tables = {
        {"spool", "request_key"}, {"counts", "day, site, librarian, class, outcome"}, {"batches", "id"}};
    if (m_has_number_history) {
        tables.emplace_back("numbers_pool", "service, number");
        tables.emplace_back("number_blocks", "id");
    }
    if (m_has_registry_history) {
        tables.emplace_back("kiosks", "key");
        tables.emplace_back("enrolment_codes", "code");
        tables.emplace_back("staff", "name");
        tables.emplace_back("passkeys", "id");
    }
    std::vector<std::string> names;
    names.reserve(tables.size());
    for (const auto& [table, order] : tables)
        names.push_back(table);
    auto transaction = PostgresRewriting::begin(m_db, names);
    // An export or a backup is reading, maybe for long, and each try holds up all that write.
    if (!transaction && transaction.error() == PostgresError::kBusy) {
        m_rest_from = std::chrono::steady_clock::now() + m_options.rest_every / kTriesBetweenRests;
        return {};
    }
    if (!transaction)
        return std::unexpected(transaction.error());
    for (const auto& [table, order] : tables) {
        const auto rows = std::string("SELECT * FROM ").append(table).append(" ORDER BY ").append(order);
        if (const auto written = transaction->write_anew(table, rows); !written)
            return written;
    }
    if (const auto committed = transaction->commit(); !committed)
        return committed;
    m_has_history = m_has_number_history = m_has_registry_history = m_has_own_history = false;
    m_rest_from = std::chrono::steady_clock::now() + m_options.rest_every;
    // What the log of writes held until now goes with the next checkpoint. Without the rights for it, that comes by
    // the server's own clock; `check` says so.
    std::ignore = m_db.execute("SELECT pg_switch_wal()");
    std::ignore = m_db.execute("CHECKPOINT");
    return {};
}

std::expected<void, StoreError> PostgresStore::export_records(std::uint32_t epoch, RecordSink& sink) {
    // Begun once: a sink takes no second beginning.
    bool has_begun = false;
    return attempt([&]() -> PostgresExpected<void> {
        if (has_begun)
            return std::unexpected(PostgresError::kFailed);
        const auto transaction = PostgresTransaction::begin_reading(m_db, "spool, records");
        if (!transaction)
            return std::unexpected(transaction.error());
        const auto number = std::to_string(epoch);
        const auto rows = "FROM (SELECT digest, sealed FROM records WHERE epoch = " + number +
                          " UNION ALL SELECT digest, sealed FROM spool WHERE sealed IS NOT NULL AND epoch = " + number +
                          ") AS kept";
        const auto count = m_db.run("SELECT count(*) " + rows);
        if (!count)
            return std::unexpected(count.error());
        if (const auto opened =
                m_db.execute("DECLARE export BINARY NO SCROLL CURSOR FOR SELECT sealed " + rows + " ORDER BY digest");
            !opened)
            return opened;
        has_begun = true;
        if (!sink.begin(static_cast<std::uint64_t>(count->number(0, 0))))
            return std::unexpected(PostgresError::kFailed);
        return give_records(m_db, sink);
    });
}

std::expected<std::uint64_t, StoreError> PostgresStore::count(const CountKey& key) {
    return attempt([&, day = key.day.text()]() -> PostgresExpected<std::uint64_t> {
        PostgresParameters parameters;
        for (const std::string_view part :
             {std::string_view(day), std::string_view(key.site), std::string_view(key.librarian),
              std::string_view(key.card_class), std::string_view(key.outcome)})
            parameters.add(part);
        const auto read = m_db.run(
            "SELECT n FROM counts WHERE day = $1 AND site = $2 AND librarian = $3 AND class = $4 AND outcome = $5",
            parameters);
        if (!read)
            return std::unexpected(read.error());
        return read->rows() == 0 ? 0 : static_cast<std::uint64_t>(read->number(0, 0));
    });
}

}  // namespace porchlight::server

#include "server/store/postgres_db.h"

#include <libpq-fe.h>

#include <array>
#include <tuple>
#include <utility>

namespace porchlight::server {
namespace {

// Types as pg_type.dat numbers them.
constexpr Oid kBytea = 17;
constexpr Oid kBigint = 20;
constexpr Oid kText = 25;
constexpr Oid kByteaArray = 1001;
constexpr Oid kTextArray = 1009;
constexpr Oid kBigintArray = 1016;
constexpr int kBinary = 1;

void append_u32(std::string& out, std::uint32_t value) {
    byte_array<4> raw{};
    put_u32(raw, value);
    out += as_text(raw);
}

std::string raw_number(std::int64_t number) {
    byte_array<8> raw{};
    put_u64(raw, static_cast<std::uint64_t>(number));
    return std::string(as_text(raw));
}

// array_recv: dimensions, are there NULLs, element type, length, lower bound; then each with its length.
std::string array_head(Oid element, std::size_t size, bool has_nulls) {
    std::string out;
    append_u32(out, size == 0 ? 0 : 1);
    append_u32(out, has_nulls ? 1 : 0);
    append_u32(out, element);
    if (size == 0)
        return out;
    append_u32(out, static_cast<std::uint32_t>(size));
    append_u32(out, 1);
    return out;
}

void append_element(std::string& out, std::string_view element) {
    append_u32(out, static_cast<std::uint32_t>(element.size()));
    out += element;
}

PostgresError error_of(std::string_view state) {
    struct Known {
        std::string_view prefix;
        PostgresError error;
    };
    constexpr std::array kKnown = {
        Known{"53300", PostgresError::kLost},    // too many connections
        Known{"53", PostgresError::kFull},       // disk full, out of memory, a limit
        Known{"40", PostgresError::kAgain},      // serialization, deadlock
        Known{"23505", PostgresError::kAgain},   // another server stored the same just now
        Known{"42P01", PostgresError::kAgain},   // or has put a table in another's place
        Known{"55P03", PostgresError::kBusy},    // lock not available
        Known{"42501", PostgresError::kDenied},  // insufficient privilege
        Known{"25006", PostgresError::kLost},    // read only: it is a standby now
        Known{"08", PostgresError::kLost},      Known{"57P", PostgresError::kLost},  // shutting down, crashed, starting
        Known{"25P03", PostgresError::kLost},
    };
    for (const auto& known : kKnown)
        if (state.starts_with(known.prefix))
            return known.error;
    return PostgresError::kFailed;
}

void ignore_notice(void*, const char*) {}

}  // namespace

StoreError store_error(PostgresError error) {
    switch (error) {
        case PostgresError::kFull: return StoreError::kFull;
        case PostgresError::kConflict: return StoreError::kConflict;
        case PostgresError::kEpochGone: return StoreError::kEpochGone;
        default: return StoreError::kFailed;
    }
}

PostgresParameters& PostgresParameters::add(byte_view blob) {
    m_values.emplace_back(as_text(blob));
    m_types.push_back(kBytea);
    return *this;
}

PostgresParameters& PostgresParameters::add(std::string_view text) {
    m_values.emplace_back(text);
    m_types.push_back(kText);
    return *this;
}

PostgresParameters& PostgresParameters::add(std::int64_t number) {
    m_values.push_back(raw_number(number));
    m_types.push_back(kBigint);
    return *this;
}

PostgresParameters& PostgresParameters::add(const std::vector<std::optional<byte_view>>& blobs) {
    auto out = array_head(kBytea, blobs.size(), true);
    for (const auto& blob : blobs) {
        if (blob)
            append_element(out, as_text(*blob));
        else
            append_u32(out, 0xffff'ffffU);  // NULL
    }
    m_values.push_back(std::move(out));
    m_types.push_back(kByteaArray);
    return *this;
}

PostgresParameters& PostgresParameters::add(const std::vector<std::string_view>& texts) {
    auto out = array_head(kText, texts.size(), false);
    for (const auto text : texts)
        append_element(out, text);
    m_values.push_back(std::move(out));
    m_types.push_back(kTextArray);
    return *this;
}

PostgresParameters& PostgresParameters::add(const std::vector<std::int64_t>& numbers) {
    auto out = array_head(kBigint, numbers.size(), false);
    for (const auto number : numbers)
        append_element(out, raw_number(number));
    m_values.push_back(std::move(out));
    m_types.push_back(kBigintArray);
    return *this;
}

PostgresResult::PostgresResult(pg_result* result) : m_result(result) {}

void PostgresResult::Clear::operator()(pg_result* result) const { PQclear(result); }

int PostgresResult::rows() const { return PQntuples(m_result.get()); }

byte_view PostgresResult::blob(int row, int column) const {
    const auto* data = reinterpret_cast<const std::uint8_t*>(PQgetvalue(m_result.get(), row, column));
    return {data, static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

std::string PostgresResult::text(int row, int column) const { return std::string(as_text(blob(row, column))); }

std::int64_t PostgresResult::number(int row, int column) const {
    const auto raw = blob(row, column);
    return raw.size() == 8 ? static_cast<std::int64_t>(get_u64(raw)) : 0;
}

PostgresDb::PostgresDb(std::string url) : m_url(std::move(url)) {}

PostgresDb::PostgresDb(PostgresDb&& other) noexcept
    : m_url(std::move(other.m_url)),
      m_connection(std::exchange(other.m_connection, nullptr)),
      m_prepared(std::move(other.m_prepared)) {}

PostgresDb::~PostgresDb() { disconnect(); }

bool PostgresDb::is_connected() const { return m_connection != nullptr && PQstatus(m_connection) == CONNECTION_OK; }

bool PostgresDb::connect() {
    disconnect();
    // Those before the URL hold where it does not say otherwise; of a server that is gone we hear within seconds.
    constexpr const char* kEnd = nullptr;
    constexpr std::array kNames = {"connect_timeout",     "keepalives_idle",
                                   "keepalives_interval", "keepalives_count",
                                   "tcp_user_timeout",    "target_session_attrs",
                                   "application_name",    "dbname",
                                   "client_encoding",     kEnd};
    const std::array values = {"3",           "5",    "2", "3", "10000", "read-write", "porchlight-server",
                               m_url.c_str(), "UTF8", kEnd};
    m_connection = PQconnectdbParams(kNames.data(), values.data(), 1);
    return is_connected() && prepare_session();
}

std::string PostgresDb::reason() const {
    std::string out = m_connection == nullptr ? "" : PQerrorMessage(m_connection);
    while (out.ends_with('\n'))
        out.pop_back();
    return out;
}

void PostgresDb::disconnect() {
    m_prepared.clear();
    PQfinish(std::exchange(m_connection, nullptr));
}

// What we acknowledge is durable, on the synchronous standby too where there is one. A server that hangs half-way
// does not stop the others. What was planned while a table was small must not read all of it later.
bool PostgresDb::prepare_session() {
    PQsetNoticeProcessor(m_connection, ignore_notice, nullptr);
    return execute(
               "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') "
               "WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false);"
               "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '30s';"
               "SET max_parallel_workers_per_gather = 0; SET plan_cache_mode = force_custom_plan")
        .has_value();
}

PostgresExpected<PostgresResult> PostgresDb::checked(pg_result* raw) {
    PostgresResult result(raw);
    const auto status = PQresultStatus(raw);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return result;
    const char* state = PQresultErrorField(raw, PG_DIAG_SQLSTATE);
    if (PQstatus(m_connection) != CONNECTION_OK)
        return std::unexpected(PostgresError::kLost);
    const auto error = state == nullptr ? PostgresError::kLost : error_of(state);
    if (error == PostgresError::kLost)
        disconnect();
    return std::unexpected(error);
}

PostgresExpected<void> PostgresDb::execute(const std::string& sql) {
    if (!is_connected())
        return std::unexpected(PostgresError::kLost);
    if (const auto done = checked(PQexec(m_connection, sql.c_str())); !done)
        return std::unexpected(done.error());
    return {};
}

PostgresExpected<PostgresResult> PostgresDb::run(const std::string& sql, const PostgresParameters& parameters) {
    if (!is_connected())
        return std::unexpected(PostgresError::kLost);
    const auto bound = parameters.bound();
    return checked(PQexecParams(m_connection, sql.c_str(), static_cast<int>(bound.values.size()),
                                parameters.m_types.data(), bound.values.data(), bound.lengths.data(),
                                bound.formats.data(), kBinary));
}

PostgresExpected<PostgresTransaction> PostgresTransaction::begin(PostgresDb& db, const std::string& sql) {
    // Made first, so that a transaction that began and got no lock is rolled back.
    PostgresTransaction out(db);
    if (const auto begun = db.execute(sql); !begun)
        return std::unexpected(begun.error());
    return out;
}

PostgresExpected<PostgresTransaction> PostgresTransaction::begin_shared(PostgresDb& db) {
    return begin(db, std::string("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock_shared(") +
                         kServersLock + ")");
}

PostgresExpected<PostgresTransaction::Begun> PostgresTransaction::begin_shared(PostgresDb& db,
                                                                               PostgresStatement first) {
    PostgresTransaction out(db);
    const std::array statements{
        PostgresStatement{"begin_shared", "BEGIN ISOLATION LEVEL READ COMMITTED"},
        PostgresStatement{"lock_shared", std::string("SELECT pg_advisory_xact_lock_shared(") + kServersLock + ")"},
        std::move(first)};
    auto begun = db.run_together(statements);
    if (!begun)
        // Nothing was written yet.
        return std::unexpected(begun.error() == PostgresError::kUnknown ? PostgresError::kLost : begun.error());
    return Begun{std::move(out), std::move(begun->back())};
}

PostgresExpected<PostgresTransaction> PostgresTransaction::begin_alone(PostgresDb& db, const std::string& tables) {
    auto sql = std::string("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(") + kServersLock + ")";
    if (!tables.empty())
        sql += std::string("; ") + kReaderPatience + "LOCK TABLE " + tables + " IN ACCESS EXCLUSIVE MODE";
    return begin(db, sql);
}

// The locks first: a table that was emptied and filled anew after the moment was taken would look empty.
PostgresExpected<PostgresTransaction> PostgresTransaction::begin_reading(PostgresDb& db, const std::string& tables) {
    return begin(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE " + tables + " IN ACCESS SHARE MODE");
}

PostgresTransaction::PostgresTransaction(PostgresTransaction&& other) noexcept
    : m_db(std::exchange(other.m_db, nullptr)) {}

PostgresTransaction::~PostgresTransaction() {
    if (m_db != nullptr)
        std::ignore = m_db->execute("ROLLBACK");
}

PostgresExpected<void> PostgresTransaction::commit() {
    auto done = std::exchange(m_db, nullptr)->execute("COMMIT");
    if (!done && done.error() == PostgresError::kLost)
        return std::unexpected(PostgresError::kUnknown);
    return done;
}

PostgresExpected<PostgresResult> PostgresTransaction::commit(PostgresStatement last) {
    const std::array statements{std::move(last), PostgresStatement{"commit", "COMMIT"}};
    auto done = m_db->run_together(statements);
    if (!done)
        return std::unexpected(done.error());
    m_db = nullptr;
    return std::move(done->front());
}

PostgresExpected<void> PostgresTransaction::commit_once() {
    auto done = commit();
    if (!done && done.error() == PostgresError::kUnknown)
        return std::unexpected(PostgresError::kFailed);
    return done;
}

}  // namespace porchlight::server

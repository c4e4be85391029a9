// Statements that go to the server together, in libpq's pipeline mode: each wait for an answer is a turn of several
// processes on a busy machine.
#include "server/store/postgres_db.h"

#include <libpq-fe.h>

#include <utility>

namespace porchlight::server {

PostgresBound PostgresParameters::bound() const {
    constexpr int kBinary = 1;
    PostgresBound out;
    for (const auto& value : m_values) {
        out.values.push_back(value.data());
        out.lengths.push_back(static_cast<int>(value.size()));
    }
    out.formats.assign(m_values.size(), kBinary);
    return out;
}

PostgresExpected<void> PostgresDb::prepare(const PostgresStatement& statement) {
    if (m_prepared.contains(statement.name))
        return {};
    const auto& types = statement.parameters.m_types;
    const auto done = checked(PQprepare(m_connection, statement.name.c_str(), statement.sql.c_str(),
                                        static_cast<int>(types.size()), types.data()));
    if (!done)
        return std::unexpected(done.error());
    m_prepared.insert(statement.name);
    return {};
}

// False: the connection is of no more use.
bool PostgresDb::send(const PostgresStatement& statement) {
    constexpr int kBinary = 1;
    const auto bound = statement.parameters.bound();
    return PQsendQueryPrepared(m_connection, statement.name.c_str(), static_cast<int>(bound.values.size()),
                               bound.values.data(), bound.lengths.data(), bound.formats.data(), kBinary) == 1;
}

PostgresExpected<std::vector<PostgresResult>> PostgresDb::receive() {
    std::vector<PostgresResult> out;
    std::optional<PostgresError> failed;
    for (bool is_end = false; !is_end;) {
        if (!is_connected())
            return std::unexpected(PostgresError::kUnknown);
        auto* raw = PQgetResult(m_connection);
        if (raw == nullptr)
            continue;  // between two statements
        const auto status = PQresultStatus(raw);
        is_end = status == PGRES_PIPELINE_SYNC;
        if (is_end || status == PGRES_PIPELINE_ABORTED)
            PQclear(raw);
        else if (auto result = checked(raw); result)
            out.push_back(std::move(*result));
        else if (!failed)
            failed = result.error();
    }
    if (failed)
        return std::unexpected(*failed);
    return out;
}

PostgresExpected<std::vector<PostgresResult>> PostgresDb::run_together(std::span<const PostgresStatement> statements) {
    if (!is_connected())
        return std::unexpected(PostgresError::kLost);
    for (const auto& statement : statements)
        if (const auto prepared = prepare(statement); !prepared)
            return std::unexpected(prepared.error());
    bool is_sent = PQenterPipelineMode(m_connection) == 1;
    for (const auto& statement : statements)
        is_sent = is_sent && send(statement);
    is_sent = is_sent && PQpipelineSync(m_connection) == 1;
    auto out = is_sent ? receive() : std::unexpected(PostgresError::kUnknown);
    if (m_connection != nullptr && PQexitPipelineMode(m_connection) == 1 && (out || is_sent))
        return out;
    disconnect();
    return out ? std::unexpected(PostgresError::kUnknown) : std::move(out);
}

}  // namespace porchlight::server

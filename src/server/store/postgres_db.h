// libpq behind a few small classes that never throw: a connection that finds the server which takes writes, statements
// with parameters, results, transactions (POSTGRES.md says what the store asks of a database).
// One thread at a time. The library's own texts go nowhere but from open(): they could quote what is stored.
#pragma once

#include "server/store/store.h"

#include <memory>
#include <set>
#include <span>
#include <vector>

struct pg_conn;
struct pg_result;

namespace porchlight::server {

enum class PostgresError {
    kLost,     // the connection is gone or leads to a server that takes no writes; nothing was changed
    kUnknown,  // lost while it committed: it may be stored or not
    kAgain,    // another transaction was in the way; nothing was changed
    kBusy,     // a lock was not to be had in time; nothing was changed
    kDenied,   // the role has not the right
    kFull,
    kFailed,
    kConflict,
    kEpochGone,
};

template <class T>
using PostgresExpected = std::expected<T, PostgresError>;

// As the store says it.
StoreError store_error(PostgresError error);

// Parameters as libpq takes them; pointers into those.
struct PostgresBound {
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
};

// The parameters of a statement, in PostgreSQL's binary form. An array takes its elements by value.
class PostgresParameters {
public:
    PostgresParameters& add(byte_view blob);
    PostgresParameters& add(std::string_view text);
    PostgresParameters& add(std::int64_t number);
    PostgresParameters& add(const std::vector<std::optional<byte_view>>& blobs);
    PostgresParameters& add(const std::vector<std::string_view>& texts);
    PostgresParameters& add(const std::vector<std::int64_t>& numbers);

private:
    friend class PostgresDb;
    PostgresBound bound() const;

    std::vector<std::string> m_values;
    std::vector<unsigned> m_types;
};

class PostgresResult {
public:
    explicit PostgresResult(pg_result* result);

    int rows() const;
    byte_view blob(int row, int column) const;
    std::string text(int row, int column) const;
    std::int64_t number(int row, int column) const;  // of a bigint

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

// A statement that the server keeps by its name, read once in a session.
struct PostgresStatement {
    std::string name;
    std::string sql;
    PostgresParameters parameters = {};
};

class PostgresDb {
public:
    // url: as libpq takes it, with several hosts or one. Not connected yet.
    explicit PostgresDb(std::string url);
    PostgresDb(PostgresDb&& other) noexcept;
    PostgresDb& operator=(PostgresDb&&) = delete;
    PostgresDb(const PostgresDb&) = delete;
    PostgresDb& operator=(const PostgresDb&) = delete;
    ~PostgresDb();

    bool is_connected() const;
    // Anew, to the first of the hosts that takes writes; blocks for some seconds a host. False: to none.
    bool connect();
    // Why connect() failed, for the operator.
    std::string reason() const;

    // Several statements without parameters.
    PostgresExpected<void> execute(const std::string& sql);
    PostgresExpected<PostgresResult> run(const std::string& sql, const PostgresParameters& parameters = {});
    // All sent at once, done in turn; none after one that failed. kUnknown where the connection is lost on the way: the
    // server may have gone on.
    PostgresExpected<std::vector<PostgresResult>> run_together(std::span<const PostgresStatement> statements);

private:
    void disconnect();
    // Begins a session that keeps what it was told.
    bool prepare_session();
    PostgresExpected<PostgresResult> checked(pg_result* result);
    PostgresExpected<void> prepare(const PostgresStatement& statement);
    bool send(const PostgresStatement& statement);
    PostgresExpected<std::vector<PostgresResult>> receive();

    std::string m_url;
    pg_conn* m_connection = nullptr;
    std::set<std::string> m_prepared;  // names of statements, in this session
};

// The advisory lock that servers have together, or one of them alone: one number for all servers of a database, taken
// by nobody else, "porchlig".
inline constexpr auto kServersLock = "8101820025942075751";

// For one transaction of a server that is alone. Who waits for a long reader holds up all that store: not for long.
inline constexpr auto kReaderPatience = "SET LOCAL lock_timeout = '250ms'; ";

// Rolls back unless it was committed.
class PostgresTransaction {
public:
    // Beside others of its kind, and not beside one that is alone.
    static PostgresExpected<PostgresTransaction> begin_shared(PostgresDb& db);
    // The same, and reads something at once.
    struct Begun;
    static PostgresExpected<Begun> begin_shared(PostgresDb& db, PostgresStatement first);
    // Alone among all servers. kBusy if somebody else reads these tables for long, as an export or a backup does.
    static PostgresExpected<PostgresTransaction> begin_alone(PostgresDb& db, const std::string& tables);
    // One moment of these tables, for reading.
    static PostgresExpected<PostgresTransaction> begin_reading(PostgresDb& db, const std::string& tables);
    PostgresTransaction(PostgresTransaction&& other) noexcept;
    PostgresTransaction& operator=(PostgresTransaction&&) = delete;
    PostgresTransaction(const PostgresTransaction&) = delete;
    PostgresTransaction& operator=(const PostgresTransaction&) = delete;
    ~PostgresTransaction();

    PostgresExpected<void> commit();
    // Does the last statement and commits, in one go; its result.
    PostgresExpected<PostgresResult> commit(PostgresStatement last);
    // What must not be done twice is not asked again when nobody knows whether it was done: then it failed.
    PostgresExpected<void> commit_once();

private:
    explicit PostgresTransaction(PostgresDb& db) : m_db(&db) {}
    static PostgresExpected<PostgresTransaction> begin(PostgresDb& db, const std::string& sql);

    PostgresDb* m_db;
};

struct PostgresTransaction::Begun {
    PostgresTransaction transaction;
    PostgresResult read;
};

}  // namespace porchlight::server

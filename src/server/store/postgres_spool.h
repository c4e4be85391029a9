// Statements on spool, heap and counts in PostgreSQL, each but one within a transaction of the caller
// (postgres_store.cpp).
// One thread at a time.
#pragma once

#include "server/store/postgres_anew.h"

namespace porchlight::server {

struct RunningDay {
    std::string day;
    byte_array<32> key{};
    std::string deleted_epochs;  // of which no record is taken: their numbers, each between commas

    bool takes(const Outcome& outcome) const;
};
PostgresExpected<RunningDay> read_running_day(PostgresDb& db);
// The same in two steps.
PostgresStatement running_day_statement();
PostgresExpected<RunningDay> running_day_of(const PostgresResult& read);

// Of each: is it in the spool? In a transaction of its own.
PostgresExpected<std::vector<bool>> find_requests(PostgresDb& db, std::span<const RequestTag> tags);

// One statement for all: records or marks into the spool, counts for those that are new. Nothing, if a batch of this
// id is there already.
PostgresStatement insert_statement(const byte_array<16>& id, const RunningDay& day, std::span<const Outcome> outcomes);

// Moves the spool into the heap if it has at least `batch` records, else drops its marks; how many were moved.
// rewriting: of spool and heap.
PostgresExpected<std::size_t> shuffle_spool(PostgresDb& db, PostgresRewriting& rewriting, std::size_t batch);
// A fresh key for the day; of those before no byte stays in the table's file.
PostgresExpected<void> begin_day_key(PostgresDb& db, const std::string& day);

}  // namespace porchlight::server

// Statements on spool, heap and counts, each within a transaction of the caller (sqlite_store.cpp).
// One thread at a time.
#pragma once

#include "server/store/sqlite_db.h"

namespace porchlight::server {

std::expected<byte_array<32>, StoreError> read_day_key(SqliteDb& db);
std::expected<std::string, StoreError> read_day(SqliteDb& db);
// A fresh key; the one before is overwritten.
std::expected<void, StoreError> begin_day_key(SqliteDb& db, const std::string& day);

// Spools the record, or a mark where it is kept already, under its tag and raises the count; neither if the tag is
// held.
std::expected<void, StoreError> insert_outcome(SqliteDb& db, const Outcome& outcome, byte_view day_key);

// Drops the marks of requests without a record.
std::expected<void, StoreError> drop_marks(SqliteDb& db);
// Moves the spool into the heap if it has at least `batch` records; how many were moved.
std::expected<std::size_t, StoreError> shuffle_spool(SqliteDb& db, std::size_t batch);

// Writes the spool anew in the order of its keys, and the last day's counts likewise: a page holds its rows in the
// order in which they came, and so does an index.
std::expected<void, StoreError> write_anew(SqliteDb& db);

struct DigestedRecord {
    hash256 digest{};
    SealedRecord record;
};
// The spool's records, in the order of their digests.
std::expected<std::vector<DigestedRecord>, StoreError> read_spool(SqliteDb& db);

// For a statement with one number in one row.
std::expected<std::int64_t, StoreError> read_number(SqliteDb& db, std::string_view sql);

}  // namespace porchlight::server

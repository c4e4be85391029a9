// Statements on epochs, each within a transaction of the caller (sqlite_store.cpp, sqlite_epochs.cpp).
// One thread at a time.
#pragma once

#include "server/store/sqlite_db.h"

namespace porchlight::server {

std::expected<std::vector<StoredEpoch>, StoreError> read_epochs(SqliteDb& db);
std::expected<std::vector<StoredPaper>, StoreError> read_papers(SqliteDb& db);

// kEpochGone if one of the outcomes has a record of an epoch that was deleted.
std::expected<void, StoreError> check_epochs(SqliteDb& db, std::span<const Outcome> outcomes);

}  // namespace porchlight::server

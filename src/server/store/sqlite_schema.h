// The tables of the store and how a new file gets them (design: What the server stores).
// One thread at a time.
#pragma once

#include "server/store/sqlite_db.h"

namespace porchlight::server {

// Makes the tables and the first day's key where the file is new. kFailed for a file of another version.
std::expected<void, StoreError> prepare_schema(SqliteDb& db);

}  // namespace porchlight::server

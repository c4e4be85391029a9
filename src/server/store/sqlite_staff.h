// The accounts as rows.
// One thread at a time.
#pragma once

#include "server/store/sqlite_db.h"

namespace porchlight::server {

std::expected<std::vector<Staff>, StoreError> read_staff(SqliteDb& db);

}  // namespace porchlight::server

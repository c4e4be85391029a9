// Statements on epochs in PostgreSQL, each within a transaction of the caller. One thread at a time.
#pragma once

#include "server/store/postgres_db.h"

namespace porchlight::server {

PostgresExpected<std::vector<StoredEpoch>> read_epochs(PostgresDb& db);
PostgresExpected<std::vector<StoredPaper>> read_papers(PostgresDb& db);

}  // namespace porchlight::server

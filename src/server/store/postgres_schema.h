// The tables of the store in PostgreSQL, and how they get there: forwards only, by whichever server comes first
// (POSTGRES.md).
// One thread at a time.
#pragma once

#include "server/store/postgres_db.h"

namespace porchlight::server {

// Makes the tables and the first day's key where they are missing. kConflict for those of a later version.
PostgresExpected<void> prepare_schema(PostgresDb& db);

}  // namespace porchlight::server

// What changes of the settings in PostgreSQL have in common (postgres_settings.cpp, postgres_kiosks.cpp).
// One thread at a time.
#pragma once

#include "server/store/postgres_db.h"

namespace porchlight::server {

// Within the transaction that changes them: running servers look for it.
PostgresExpected<void> raise_settings_version(PostgresDb& db);

}  // namespace porchlight::server

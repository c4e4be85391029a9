// Sites, kiosks and accounts in PostgreSQL: what their statements share (postgres_settings.cpp, postgres_kiosks.cpp,
// postgres_staff.cpp).
// One thread at a time.
#pragma once

#include "server/store/postgres_db.h"

namespace porchlight::server {

// Within the transaction that changes them: running servers look for it. The new version.
PostgresExpected<std::int64_t> raise_settings_version(PostgresDb& db);

// One that is there stays.
PostgresExpected<void> insert_site(PostgresDb& db, const std::string& site);

PostgresExpected<std::vector<Staff>> read_staff(PostgresDb& db);

}  // namespace porchlight::server

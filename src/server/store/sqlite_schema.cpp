#include "server/store/sqlite_schema.h"

#include <array>

namespace porchlight::server {
namespace {

// Each step leads from the version that is its index to the next. A file of a later version is not touched.
//
// WITHOUT ROWID everywhere that an order of insertion would tell something. spool.sealed is NULL where the
// programme keeps no records, or keeps this one already: only a repeated request is recognised. day_key.day is '' until
// the first day begins.
constexpr auto kFirst = R"(
CREATE TABLE spool(
    request_key BLOB PRIMARY KEY, epoch INTEGER NOT NULL, sealed BLOB) WITHOUT ROWID, STRICT;
CREATE TABLE day_key(
    only_one INTEGER PRIMARY KEY CHECK(only_one = 1), day TEXT NOT NULL, key BLOB NOT NULL) STRICT;
CREATE TABLE records(
    digest BLOB PRIMARY KEY, epoch INTEGER NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE counts(
    day TEXT, site TEXT, librarian TEXT, class TEXT, outcome TEXT, n INTEGER NOT NULL,
    PRIMARY KEY(day, site, librarian, class, outcome)) WITHOUT ROWID, STRICT;
CREATE TABLE kiosks(
    key BLOB PRIMARY KEY, name TEXT NOT NULL, site TEXT NOT NULL, UNIQUE(site, name)) WITHOUT ROWID, STRICT;
CREATE TABLE staff(
    name TEXT PRIMARY KEY, site TEXT NOT NULL, password TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE manifests(serial INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE releases(serial INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT;
PRAGMA user_version = 1;
)";

// Service numbers. A block's numbers are one value, so that it goes whole; what was imported is never written again,
// so that its pages do not tell which numbers were dealt together.
constexpr auto kSecond = R"(
CREATE TABLE numbers_imported(
    service TEXT, number TEXT, PRIMARY KEY(service, number)) WITHOUT ROWID, STRICT;
CREATE TABLE numbers_pool(
    service TEXT, number TEXT, PRIMARY KEY(service, number)) WITHOUT ROWID, STRICT;
CREATE TABLE number_blocks(
    id BLOB PRIMARY KEY, kiosk BLOB NOT NULL, service TEXT NOT NULL, n INTEGER NOT NULL,
    numbers TEXT NOT NULL) WITHOUT ROWID, STRICT;
PRAGMA user_version = 2;
)";

// Enrolment. A code is its key's public half; `kiosk` is whom it made. Of a block that was dealt before this step
// nobody knows whether its kiosk has it.
constexpr auto kKiosks = R"(
CREATE TABLE sites(name TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
INSERT INTO sites SELECT site FROM kiosks UNION SELECT site FROM staff;
CREATE TABLE enrolment_codes(
    code BLOB PRIMARY KEY, site TEXT NOT NULL, name TEXT NOT NULL, expires INTEGER NOT NULL,
    kiosk BLOB) WITHOUT ROWID, STRICT;
ALTER TABLE kiosks ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE number_blocks ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
UPDATE number_blocks SET given = 1;
PRAGMA user_version = 3;
)";

// Each approval looks whether its record is there already: by the key that each seal makes for itself, 32 bytes by
// chance behind the envelope's header (envelope/FORMAT.md).
constexpr auto kSeals = R"(
CREATE INDEX spool_by_seal ON spool(substr(sealed, 17, 32));
PRAGMA user_version = 4;
)";

// What people sign in with. Of a code that was used nothing is kept: it would say when a librarian worked.
constexpr auto kStaff = R"(
ALTER TABLE staff ADD COLUMN role TEXT NOT NULL DEFAULT 'librarian';
ALTER TABLE staff ADD COLUMN app BLOB NOT NULL DEFAULT x'';
ALTER TABLE staff ADD COLUMN invitation BLOB NOT NULL DEFAULT x'';
ALTER TABLE staff ADD COLUMN invited_until TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
CREATE TABLE passkeys(
    id BLOB PRIMARY KEY, staff TEXT NOT NULL, key BLOB NOT NULL, sign_count INTEGER NOT NULL) WITHOUT ROWID, STRICT;
PRAGMA user_version = 5;
)";

// Epochs and what custodians said of them. `deleted` is the day on which an epoch's records were deleted, '' before.
constexpr auto kEpochs = R"(
CREATE TABLE epochs(
    id INTEGER PRIMARY KEY, key BLOB NOT NULL, last_day TEXT NOT NULL, destroy_day TEXT NOT NULL,
    deleted TEXT NOT NULL) STRICT;
CREATE TABLE epoch_papers(
    id BLOB PRIMARY KEY, epoch INTEGER NOT NULL, is_transcript INTEGER NOT NULL,
    document TEXT NOT NULL) WITHOUT ROWID, STRICT;
PRAGMA user_version = 6;
)";

constexpr std::array kSteps = {kFirst, kSecond, kKiosks, kSeals, kStaff, kEpochs};

std::expected<std::int64_t, StoreError> version_of(SqliteDb& db) {
    auto statement = db.prepare("PRAGMA user_version");
    if (!statement)
        return std::unexpected(statement.error());
    const auto row = statement->step();
    if (!row)
        return std::unexpected(row.error());
    return statement->number(0);
}

std::expected<void, StoreError> insert_first_key(SqliteDb& db) {
    auto statement = db.prepare("INSERT INTO day_key VALUES(1, '', ?1)");
    if (!statement)
        return std::unexpected(statement.error());
    const auto key = random_array<32>();
    return statement->bind(1, key).run();
}

}  // namespace

std::expected<void, StoreError> prepare_schema(SqliteDb& db) {
    // The write lock first: two programs may meet a new file at once.
    auto transaction = SqliteTransaction::begin(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto version = version_of(db);
    if (!version)
        return std::unexpected(version.error());
    if (*version < 0 || *version > static_cast<std::int64_t>(kSteps.size()))
        return std::unexpected(StoreError::kFailed);
    for (auto step = static_cast<std::size_t>(*version); step < kSteps.size(); ++step)
        if (const auto made = db.execute(kSteps[step]); !made)
            return made;
    if (*version == 0)
        if (const auto inserted = insert_first_key(db); !inserted)
            return inserted;
    return transaction->commit();
}

}  // namespace porchlight::server

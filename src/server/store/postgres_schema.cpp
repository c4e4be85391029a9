#include "server/store/postgres_schema.h"

#include <array>

namespace porchlight::server {
namespace {

// As the steps of sqlite_schema.cpp: each leads from the version that is its index to the next.
//
// The order of text is that of its bytes, so that no library of a standby's system sorts an index differently.
// spool has its records' digests, because PostgreSQL cannot compute ours. batches are the transactions of apply():
// one whose commit was cut off is looked for by its id. settings_version.n is raised by each import. ANALYZE keeps
// samples of a column for as long as it likes: not of those that must be forgotten.
constexpr auto kFirst = R"(
CREATE TABLE spool(request_key bytea PRIMARY KEY, digest bytea UNIQUE, epoch bigint NOT NULL, sealed bytea);
CREATE TABLE batches(id bytea PRIMARY KEY, day text COLLATE "C" NOT NULL);
CREATE TABLE day_key(
    only_one integer PRIMARY KEY CHECK(only_one = 1), day text COLLATE "C" NOT NULL, key bytea NOT NULL);
CREATE TABLE records(digest bytea PRIMARY KEY, epoch bigint NOT NULL, sealed bytea NOT NULL);
CREATE TABLE counts(
    day text COLLATE "C", site text COLLATE "C", librarian text COLLATE "C", class text COLLATE "C",
    outcome text COLLATE "C", n bigint NOT NULL, PRIMARY KEY(day, site, librarian, class, outcome));
CREATE TABLE kiosks(
    key bytea PRIMARY KEY, name text COLLATE "C" NOT NULL, site text COLLATE "C" NOT NULL, UNIQUE(site, name));
CREATE TABLE staff(name text COLLATE "C" PRIMARY KEY, site text COLLATE "C" NOT NULL, password text NOT NULL);
CREATE TABLE manifests(serial bigint PRIMARY KEY, document text NOT NULL);
CREATE TABLE releases(serial bigint PRIMARY KEY, document text NOT NULL);
CREATE TABLE settings_version(only_one integer PRIMARY KEY CHECK(only_one = 1), n bigint NOT NULL);
INSERT INTO settings_version VALUES(1, 0);
ALTER TABLE spool ALTER request_key SET STATISTICS 0, ALTER digest SET STATISTICS 0, ALTER sealed SET STATISTICS 0;
ALTER TABLE batches ALTER id SET STATISTICS 0;
ALTER TABLE day_key ALTER key SET STATISTICS 0;
)";

constexpr auto kSecond = R"(
CREATE TABLE numbers_imported(
    service text COLLATE "C", number text COLLATE "C", PRIMARY KEY(service, number));
CREATE TABLE numbers_pool(service text COLLATE "C", number text COLLATE "C", PRIMARY KEY(service, number));
CREATE TABLE number_blocks(
    id bytea PRIMARY KEY, kiosk bytea NOT NULL, service text COLLATE "C" NOT NULL, n bigint NOT NULL,
    numbers text NOT NULL);
ALTER TABLE numbers_pool ALTER number SET STATISTICS 0;
ALTER TABLE number_blocks
    ALTER id SET STATISTICS 0, ALTER kiosk SET STATISTICS 0, ALTER numbers SET STATISTICS 0;
)";

// Of a block that was dealt before this step nobody knows whether its kiosk has it.
constexpr auto kKiosks = R"(
CREATE TABLE sites(name text COLLATE "C" PRIMARY KEY);
INSERT INTO sites SELECT site FROM kiosks UNION SELECT site FROM staff ORDER BY 1;
CREATE TABLE enrolment_codes(
    code bytea PRIMARY KEY, site text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, expires bigint NOT NULL,
    kiosk bytea);
ALTER TABLE kiosks ADD COLUMN suspended bigint NOT NULL DEFAULT 0;
ALTER TABLE number_blocks ADD COLUMN given bigint NOT NULL DEFAULT 0;
UPDATE number_blocks SET given = 1;
)";

// Of a code that was used nothing is kept: it would say when a librarian worked.
constexpr auto kStaff = R"(
ALTER TABLE staff
    ADD COLUMN role text COLLATE "C" NOT NULL DEFAULT 'librarian', ADD COLUMN app bytea NOT NULL DEFAULT '',
    ADD COLUMN invitation bytea NOT NULL DEFAULT '', ADD COLUMN invited_until text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN locked bigint NOT NULL DEFAULT 0;
CREATE TABLE passkeys(
    id bytea PRIMARY KEY, staff text COLLATE "C" NOT NULL, key bytea NOT NULL, sign_count bigint NOT NULL);
ALTER TABLE staff
    ALTER password SET STATISTICS 0, ALTER app SET STATISTICS 0, ALTER invitation SET STATISTICS 0;
ALTER TABLE passkeys ALTER key SET STATISTICS 0, ALTER sign_count SET STATISTICS 0;
)";

// Epochs and what custodians said of them. `deleted` is the day on which an epoch's records were deleted, '' before.
constexpr auto kEpochs = R"(
CREATE TABLE epochs(
    id bigint PRIMARY KEY, key bytea NOT NULL, last_day text COLLATE "C" NOT NULL,
    destroy_day text COLLATE "C" NOT NULL, deleted text COLLATE "C" NOT NULL);
CREATE TABLE epoch_papers(
    id bytea PRIMARY KEY, epoch bigint NOT NULL, is_transcript bigint NOT NULL, document text NOT NULL);
)";

constexpr std::array kSteps = {kFirst, kSecond, kKiosks, kStaff, kEpochs};

PostgresExpected<std::size_t> version_of(PostgresDb& db) {
    if (const auto made = db.execute("CREATE TABLE IF NOT EXISTS porchlight_version(n bigint NOT NULL)"); !made)
        return std::unexpected(made.error());
    const auto version = db.run("SELECT coalesce(max(n), 0) FROM porchlight_version");
    if (!version)
        return std::unexpected(version.error());
    return static_cast<std::size_t>(version->number(0, 0));
}

PostgresExpected<void> insert_first_key(PostgresDb& db) {
    const auto key = random_array<32>();
    const auto inserted = db.run("INSERT INTO day_key VALUES(1, '', $1)", PostgresParameters().add(byte_view(key)));
    if (!inserted)
        return std::unexpected(inserted.error());
    return {};
}

}  // namespace

PostgresExpected<void> prepare_schema(PostgresDb& db) {
    // Several servers may start at once on a new database.
    auto transaction = PostgresTransaction::begin_alone(db, "");
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto version = version_of(db);
    if (!version)
        return std::unexpected(version.error());
    if (*version > kSteps.size())
        return std::unexpected(PostgresError::kConflict);
    for (auto step = *version; step < kSteps.size(); ++step)
        if (const auto made = db.execute(kSteps[step]); !made)
            return made;
    if (*version == 0)
        if (const auto inserted = insert_first_key(db); !inserted)
            return inserted;
    const auto now =
        "DELETE FROM porchlight_version; INSERT INTO porchlight_version VALUES(" + std::to_string(kSteps.size()) + ")";
    if (*version < kSteps.size())
        if (const auto written = db.execute(now); !written)
            return written;
    return transaction->commit();
}

}  // namespace porchlight::server

#include "server/store/postgres_spool.h"

#include <set>

namespace porchlight::server {
namespace {

constexpr auto kInsertBatch = R"(
WITH batch AS (
    INSERT INTO batches VALUES($1, $2) ON CONFLICT DO NOTHING RETURNING id
), asked AS (
    SELECT a.*, a.digest IS NULL OR EXISTS (SELECT 1 FROM records WHERE records.digest = a.digest)
        OR EXISTS (SELECT 1 FROM spool WHERE spool.digest = a.digest) AS is_kept
    FROM unnest($3, $4, $5, $6) AS a(request_key, digest, epoch, sealed)
), fresh AS (
    INSERT INTO spool
    SELECT request_key, CASE WHEN NOT is_kept THEN digest END, CASE WHEN is_kept THEN 0 ELSE epoch END,
        CASE WHEN NOT is_kept THEN sealed END
    FROM asked WHERE EXISTS (SELECT 1 FROM batch) ORDER BY request_key
    ON CONFLICT (request_key) DO NOTHING RETURNING request_key
)
INSERT INTO counts
SELECT c.day, c.site, c.librarian, c.class, c.outcome, count(*)
FROM unnest($7, $8, $9, $10, $11, $12) AS c(request_key, day, site, librarian, class, outcome)
WHERE EXISTS (SELECT 1 FROM batch) AND (c.request_key IS NULL OR c.request_key IN (SELECT request_key FROM fresh))
GROUP BY c.day, c.site, c.librarian, c.class, c.outcome
ORDER BY c.day, c.site, c.librarian, c.class, c.outcome
ON CONFLICT (day, site, librarian, class, outcome) DO UPDATE SET n = counts.n + excluded.n)";

// The columns of a batch. What is held by view lives as long as the outcomes, the digests and the keys.
struct Columns {
    std::vector<std::optional<byte_view>> keys, digests, sealed;
    std::vector<std::int64_t> epochs;
    std::vector<std::optional<byte_view>> count_keys;
    std::vector<std::string_view> days, sites, librarians, classes, outcomes;

    void add_request(const hash256& key, const Outcome& outcome, const hash256* digest) {
        keys.emplace_back(key);
        digests.push_back(digest == nullptr ? std::nullopt : std::optional<byte_view>(*digest));
        sealed.push_back(digest == nullptr ? std::nullopt : std::optional<byte_view>(outcome.record->sealed));
        epochs.push_back(digest == nullptr ? 0 : outcome.record->epoch);
    }
    void add_count(const hash256* key, const CountKey& count, std::string_view day) {
        count_keys.push_back(key == nullptr ? std::nullopt : std::optional<byte_view>(*key));
        days.push_back(day);
        sites.emplace_back(count.site);
        librarians.emplace_back(count.librarian);
        classes.emplace_back(count.card_class);
        outcomes.emplace_back(count.outcome);
    }
};

}  // namespace

bool RunningDay::takes(const Outcome& outcome) const {
    return !outcome.record || !deleted_epochs.contains("," + std::to_string(outcome.record->epoch) + ",");
}

PostgresStatement running_day_statement() {
    return {"running_day",
            "SELECT day, key, coalesce((SELECT ',' || string_agg(id::text, ',') || ',' FROM epochs "
            "WHERE deleted <> ''), '') FROM day_key"};
}

PostgresExpected<RunningDay> running_day_of(const PostgresResult& read) {
    if (read.rows() != 1 || read.blob(0, 1).size() != 32)
        return std::unexpected(PostgresError::kFailed);
    return RunningDay{read.text(0, 0), to_array<32>(read.blob(0, 1)), read.text(0, 2)};
}

PostgresExpected<RunningDay> read_running_day(PostgresDb& db) {
    const auto read = db.run(running_day_statement().sql);
    if (!read)
        return std::unexpected(read.error());
    return running_day_of(*read);
}

PostgresExpected<std::vector<bool>> find_requests(PostgresDb& db, std::span<const RequestTag> tags) {
    auto begun = PostgresTransaction::begin_shared(db, running_day_statement());
    if (!begun)
        return std::unexpected(begun.error());
    const auto day = running_day_of(begun->read);
    if (!day)
        return std::unexpected(day.error());
    std::vector<hash256> keys;
    keys.reserve(tags.size());
    for (const auto& tag : tags)
        keys.push_back(request_key(day->key, tag));
    const auto found = begun->transaction.commit(
        {"find_requests", "SELECT request_key FROM spool WHERE request_key = ANY($1)",
         PostgresParameters().add(std::vector<std::optional<byte_view>>(keys.begin(), keys.end()))});
    if (!found)
        // Nothing was written.
        return std::unexpected(found.error() == PostgresError::kUnknown ? PostgresError::kLost : found.error());
    std::set<hash256> held;
    for (int row = 0; row < found->rows(); ++row)
        held.insert(to_array<32>(found->blob(row, 0)));
    std::vector<bool> out;
    out.reserve(keys.size());
    for (const auto& key : keys)
        out.push_back(held.contains(key));
    return out;
}

PostgresStatement insert_statement(const byte_array<16>& id, const RunningDay& day, std::span<const Outcome> outcomes) {
    // One statement sees nothing of its own rows: what is twice in a batch is told apart here.
    std::set<hash256> keys;
    std::set<hash256> digests;
    std::vector<std::string> days;
    days.reserve(outcomes.size());
    Columns columns;
    for (const auto& outcome : outcomes) {
        const hash256* key = nullptr;
        if (outcome.tag) {
            const auto [at, is_new] = keys.insert(request_key(day.key, *outcome.tag));
            if (!is_new)
                continue;
            key = &*at;
            const auto digest =
                outcome.record ? std::optional(digests.insert(hash(outcome.record->sealed))) : std::nullopt;
            columns.add_request(*key, outcome, digest && digest->second ? &*digest->first : nullptr);
        }
        columns.add_count(key, outcome.count, days.emplace_back(outcome.count.day.text()));
    }
    PostgresParameters parameters;
    parameters.add(byte_view(id)).add(std::string_view(day.day));
    parameters.add(columns.keys).add(columns.digests).add(columns.epochs).add(columns.sealed);
    parameters.add(columns.count_keys).add(columns.days).add(columns.sites).add(columns.librarians);
    parameters.add(columns.classes).add(columns.outcomes);
    return {"insert_batch", kInsertBatch, std::move(parameters)};
}

PostgresExpected<std::size_t> shuffle_spool(PostgresDb& db, PostgresRewriting& rewriting, std::size_t batch) {
    const auto spooled = db.run("SELECT count(*) FROM spool WHERE sealed IS NOT NULL");
    if (!spooled)
        return std::unexpected(spooled.error());
    const auto size = static_cast<std::size_t>(spooled->number(0, 0));
    if (size == 0 || size < batch) {
        const auto written =
            rewriting.write_anew("spool", "SELECT * FROM spool WHERE sealed IS NOT NULL ORDER BY request_key");
        if (!written)
            return std::unexpected(written.error());
        if (const auto dropped = rewriting.leave("records"); !dropped)
            return std::unexpected(dropped.error());
        return 0;
    }
    const auto moved = rewriting.write_anew("records",
                                            "SELECT digest, epoch, sealed FROM records UNION ALL "
                                            "SELECT digest, epoch, sealed FROM spool WHERE sealed IS NOT NULL "
                                            "ORDER BY digest ON CONFLICT DO NOTHING");
    if (!moved)
        return std::unexpected(moved.error());
    if (const auto emptied = rewriting.write_anew("spool", "SELECT * FROM spool WHERE false"); !emptied)
        return std::unexpected(emptied.error());
    return size;
}

PostgresExpected<void> begin_day_key(PostgresDb& db, const std::string& day) {
    if (const auto emptied = db.execute("TRUNCATE day_key"); !emptied)
        return emptied;
    const auto key = random_array<32>();
    const auto begun = db.run("INSERT INTO day_key VALUES(1, $1, $2)",
                              PostgresParameters().add(std::string_view(day)).add(byte_view(key)));
    if (!begun)
        return std::unexpected(begun.error());
    return {};
}

}  // namespace porchlight::server

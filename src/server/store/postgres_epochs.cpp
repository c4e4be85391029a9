#include "server/store/postgres_epochs.h"

#include "server/store/postgres_anew.h"
#include "server/store/postgres_registry.h"
#include "server/store/postgres_store.h"

#include <algorithm>

namespace porchlight::server {
namespace {

date day_of(const std::string& text) { return date::parse(text).value_or(date::from_days(0)); }

PostgresExpected<void> put_once(PostgresDb& db, const StoredEpoch& epoch) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto end = epoch.end.text();
    const auto destroy = epoch.destroy.text();
    PostgresParameters parameters;
    parameters.add(std::int64_t{epoch.id}).add(byte_view(epoch.key));
    parameters.add(std::string_view(end)).add(std::string_view(destroy)).add(std::string_view(epoch.deleted));
    const auto put =
        db.run("INSERT INTO epochs VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id", parameters);
    if (!put)
        return std::unexpected(put.error());
    const auto all = read_epochs(db);
    if (!all)
        return std::unexpected(all.error());
    const auto held = std::ranges::find(*all, epoch.id, &StoredEpoch::id);
    if (held == all->end() || held->key != epoch.key || held->end != epoch.end || held->destroy != epoch.destroy)
        return std::unexpected(PostgresError::kConflict);
    if (put->rows() == 0)
        return {};
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    return transaction->commit();
}

PostgresExpected<void> put_once(PostgresDb& db, const StoredPaper& paper) {
    auto transaction = PostgresTransaction::begin_shared(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    PostgresParameters parameters;
    parameters.add(byte_view(paper.id)).add(std::int64_t{paper.epoch});
    parameters.add(std::int64_t{paper.is_transcript ? 1 : 0}).add(std::string_view(paper.text));
    const auto put = db.run("INSERT INTO epoch_papers VALUES($1, $2, $3, $4) ON CONFLICT DO NOTHING", parameters);
    if (!put)
        return std::unexpected(put.error());
    if (const auto raised = raise_settings_version(db); !raised)
        return std::unexpected(raised.error());
    return transaction->commit();
}

PostgresExpected<void> delete_rows(PostgresDb& db, PostgresRewriting& rewriting, std::uint32_t epoch,
                                   const std::string& today) {
    PostgresParameters parameters;
    parameters.add(std::int64_t{epoch}).add(std::string_view(today));
    const auto known =
        db.run("SELECT 1::bigint FROM epochs WHERE id = $1", PostgresParameters().add(std::int64_t{epoch}));
    if (!known)
        return std::unexpected(known.error());
    if (known->rows() == 0)
        return std::unexpected(PostgresError::kConflict);
    const auto marked = db.run("UPDATE epochs SET deleted = $2 WHERE id = $1 AND deleted = ''", parameters);
    if (!marked)
        return std::unexpected(marked.error());
    const auto other = "epoch <> " + std::to_string(epoch);
    if (const auto written =
            rewriting.write_anew("records", "SELECT * FROM records WHERE " + other + " ORDER BY digest");
        !written)
        return written;
    return rewriting.write_anew("spool",
                                "SELECT * FROM spool WHERE sealed IS NULL OR " + other + " ORDER BY request_key");
}

}  // namespace

PostgresExpected<std::vector<StoredEpoch>> read_epochs(PostgresDb& db) {
    const auto read = db.run("SELECT id, key, last_day, destroy_day, deleted FROM epochs ORDER BY id");
    if (!read)
        return std::unexpected(read.error());
    std::vector<StoredEpoch> out;
    out.reserve(static_cast<std::size_t>(read->rows()));
    for (int row = 0; row < read->rows(); ++row)
        out.push_back({static_cast<std::uint32_t>(read->number(row, 0)), to_array<32>(read->blob(row, 1)),
                       day_of(read->text(row, 2)), day_of(read->text(row, 3)), read->text(row, 4)});
    return out;
}

PostgresExpected<std::vector<StoredPaper>> read_papers(PostgresDb& db) {
    const auto read = db.run("SELECT id, epoch, is_transcript, document FROM epoch_papers ORDER BY id");
    if (!read)
        return std::unexpected(read.error());
    std::vector<StoredPaper> out;
    out.reserve(static_cast<std::size_t>(read->rows()));
    for (int row = 0; row < read->rows(); ++row)
        out.push_back({to_array<32>(read->blob(row, 0)), static_cast<std::uint32_t>(read->number(row, 1)),
                       read->number(row, 2) != 0, read->text(row, 3)});
    return out;
}

std::expected<void, StoreError> PostgresStore::put_epoch(const StoredEpoch& epoch) {
    return attempt([&] { return put_once(m_db, epoch); });
}

std::expected<void, StoreError> PostgresStore::put_paper(const StoredPaper& paper) {
    return attempt([&] { return put_once(m_db, paper); });
}

std::expected<bool, StoreError> PostgresStore::delete_epoch(std::uint32_t epoch, const date& today) {
    return attempt([&, text = today.text()]() -> PostgresExpected<bool> {
        auto transaction = PostgresRewriting::begin(m_db, {"spool", "records"});
        if (!transaction && transaction.error() == PostgresError::kBusy)
            return false;
        if (!transaction)
            return std::unexpected(transaction.error());
        if (const auto deleted = delete_rows(m_db, *transaction, epoch, text); !deleted)
            return std::unexpected(deleted.error());
        if (const auto raised = raise_settings_version(m_db); !raised)
            return std::unexpected(raised.error());
        if (const auto committed = transaction->commit(); !committed)
            return std::unexpected(committed.error());
        wrote(Written::kRecords);
        m_rest_from = {};
        return true;
    });
}

std::expected<RecordCounts, StoreError> PostgresStore::count_records() {
    return attempt([&]() -> PostgresExpected<RecordCounts> {
        const auto transaction = PostgresTransaction::begin_reading(m_db, "spool, records");
        if (!transaction)
            return std::unexpected(transaction.error());
        const auto read = m_db.run(
            "SELECT epoch, count(*) FROM (SELECT epoch FROM records UNION ALL "
            "SELECT epoch FROM spool WHERE sealed IS NOT NULL) AS kept GROUP BY epoch");
        if (!read)
            return std::unexpected(read.error());
        RecordCounts out;
        for (int row = 0; row < read->rows(); ++row)
            out[static_cast<std::uint32_t>(read->number(row, 0))] = static_cast<std::uint64_t>(read->number(row, 1));
        return out;
    });
}

std::expected<std::vector<hash256>, StoreError> PostgresStore::shuffled_digests(std::uint32_t epoch) {
    return attempt([&]() -> PostgresExpected<std::vector<hash256>> {
        const auto transaction = PostgresTransaction::begin_reading(m_db, "records");
        if (!transaction)
            return std::unexpected(transaction.error());
        const auto read = m_db.run("SELECT digest FROM records WHERE epoch = $1 ORDER BY digest",
                                   PostgresParameters().add(std::int64_t{epoch}));
        if (!read)
            return std::unexpected(read.error());
        std::vector<hash256> out;
        out.reserve(static_cast<std::size_t>(read->rows()));
        for (int row = 0; row < read->rows(); ++row)
            out.push_back(to_array<32>(read->blob(row, 0)));
        return out;
    });
}

}  // namespace porchlight::server

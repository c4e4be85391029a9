// The store in PostgreSQL, for a city with several servers and a standby that takes over (POSTGRES.md: what the
// database must be like so that promise 7 holds). Durable when it says so, on the synchronous standby too.
// One thread at a time; several servers and programs may have the database open. After a failover it finds the new
// primary by itself; what was being stored is asked again, and is there once.
// kFailed of apply() means that the database was not to be had for kPatience: what was asked may then be there all
// the same, and is recognised when it is asked again.
#pragma once

#include "server/store/postgres_db.h"

#include <chrono>

namespace porchlight::server {

struct PostgresOptions {
    // Between two rests in which tables are written anew; a twelfth of it until one is tried again that found a reader.
    std::chrono::milliseconds rest_every{60'000};
};

class PostgresStore final : public Store {
public:
    // How long apply() waits for a database that is gone.
    static constexpr std::chrono::seconds kPatience{20};

    // Makes the tables where they are missing. An error is one sentence.
    static std::expected<std::unique_ptr<PostgresStore>, std::string> open(const std::string& url,
                                                                           PostgresOptions options = {});
    // Rests.
    ~PostgresStore() override;

    std::expected<void, StoreError> apply(std::span<const Outcome> outcomes) override;
    std::expected<std::vector<bool>, StoreError> holds_each(std::span<const RequestTag> tags) override;
    std::expected<DayEnd, StoreError> begin_day(const date& day, std::size_t batch) override;
    std::expected<void, StoreError> rest() override;
    std::expected<void, StoreError> export_records(std::uint32_t epoch, RecordSink& sink) override;
    std::expected<std::uint64_t, StoreError> count(const CountKey& key) override;

    std::expected<bool, StoreError> settings_changed() override;
    std::expected<StoredSettings, StoreError> load_settings() override;
    std::expected<void, StoreError> put_kiosk(const Kiosk& kiosk) override;
    std::expected<void, StoreError> put_manifest(const StoredDocument& document) override;
    std::expected<void, StoreError> put_release(const StoredDocument& document) override;

    std::expected<std::optional<std::size_t>, StoreError> import_numbers(const std::string& service,
                                                                         std::span<const std::string> numbers) override;
    std::expected<void, StoreError> deal_numbers(const std::string& service, std::size_t count,
                                                 std::span<const protocol::KioskId> kiosks) override;
    std::expected<std::vector<protocol::NumberBlock>, StoreError> fetch_blocks(
        const protocol::KioskId& kiosk, std::span<const protocol::BlockId> confirmed) override;
    std::expected<std::vector<NumberCount>, StoreError> count_numbers() override;

    std::expected<void, StoreError> add_site(const std::string& site) override;
    std::expected<std::vector<std::string>, StoreError> sites() override;
    std::expected<void, StoreError> put_code(const StoredCode& code) override;
    std::expected<std::vector<StoredCode>, StoreError> codes() override;
    std::expected<Redeemed, StoreError> redeem_code(const public_key& code, const public_key& kiosk,
                                                    std::int64_t now) override;
    std::expected<bool, StoreError> suspend_kiosk(const std::string& site, const std::string& name,
                                                  bool suspended) override;
    std::expected<bool, StoreError> remove_kiosk(const std::string& site, const std::string& name) override;

    std::expected<void, StoreError> put_staff(const Staff& staff) override;
    std::expected<void, StoreError> change_staff(const Staff& before, const Staff& after) override;
    std::expected<bool, StoreError> remove_staff(const std::string& name) override;

    std::expected<std::vector<DayTotal>, StoreError> day_totals(const date& first, const date& today) override;
    std::expected<std::vector<SiteTotal>, StoreError> site_totals(const date& first, const date& today) override;

    std::expected<void, StoreError> put_epoch(const StoredEpoch& epoch) override;
    std::expected<void, StoreError> put_paper(const StoredPaper& paper) override;
    std::expected<bool, StoreError> delete_epoch(std::uint32_t epoch, const date& today) override;
    std::expected<RecordCounts, StoreError> count_records() override;
    std::expected<std::vector<hash256>, StoreError> shuffled_digests(std::uint32_t epoch) override;

private:
    using Time = std::chrono::steady_clock::time_point;

    PostgresStore(PostgresDb db, PostgresOptions options) : m_db(std::move(db)), m_options(options) {}

    // Does the work, again where another was in the way or the connection was lost before it was done; work: gives
    // a PostgresExpected.
    template <class Work>
    auto attempt(const Work& work, std::chrono::milliseconds patience = {}) {
        const auto ends = std::chrono::steady_clock::now() + patience;
        for (int tries = 1;; ++tries) {
            auto done = work();
            if (done || !try_again(done.error(), tries, ends))
                return as_stored(std::move(done));
        }
    }
    bool try_again(PostgresError error, int tries, Time ends);
    template <class T>
    static std::expected<T, StoreError> as_stored(PostgresExpected<T> done) {
        if (!done)
            return std::unexpected(store_error(done.error()));
        if constexpr (std::is_void_v<T>)
            return {};
        else
            return std::move(*done);
    }

    PostgresExpected<void> apply_once(const byte_array<16>& id, std::span<const Outcome> outcomes);
    PostgresExpected<DayEnd> end_day(const std::string& day, std::size_t batch);
    PostgresExpected<void> rest_once();
    enum class Written { kRecords, kNumbers, kRegistry };
    void wrote(Written what);

    PostgresDb m_db;
    PostgresOptions m_options;
    std::int64_t m_seen_version = -1;
    // Something was written since the last rest; at first, perhaps by one who was killed before it came to rest.
    bool m_has_history = true;
    bool m_has_number_history = true;
    bool m_has_registry_history = true;
    bool m_has_own_history = false;
    Time m_rest_from{};  // before that, no rest is tried
};

}  // namespace porchlight::server

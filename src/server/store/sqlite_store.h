// The store in one SQLite file: durable when it says so, and without a trace of order once a day's spool is
// shuffled (write-ahead log, synchronous=FULL, secure_delete).
// One thread at a time; several processes may have it open, so that an import works while the server runs.
#pragma once

#include "server/store/sqlite_db.h"

#include <chrono>
#include <future>
#include <memory>

namespace porchlight::server {

struct SqliteOptions {
    unsigned max_pages = 0;  // the most the file may grow to, in pages of 8 KiB; 0 is no limit
    // Without a write, until rows are written anew in an order that is not that of time.
    std::chrono::milliseconds quiet{2'000};
    // A rest holds up all that write. After more outcomes than `crowd`, which no people make in a second, what is in
    // the log is carried over beside them, once in `anew_in_crowd`, and it is then begun anew instead of cut off.
    std::size_t crowd = 500;
    std::chrono::milliseconds anew_in_crowd{3'000};
};

class SqliteStore final : public Store {
public:
    // Creates the file and its tables where they are missing. kFailed too for a file of another version.
    static std::expected<std::unique_ptr<SqliteStore>, StoreError> open(const std::filesystem::path& file,
                                                                        SqliteOptions options = {});
    ~SqliteStore() override;

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

    std::expected<void, StoreError> put_staff(const Staff& staff) override;
    std::expected<void, StoreError> change_staff(const Staff& before, const Staff& after) override;
    std::expected<bool, StoreError> remove_staff(const std::string& name) override;

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

    std::expected<std::vector<DayTotal>, StoreError> day_totals(const date& first, const date& today) override;
    std::expected<std::vector<SiteTotal>, StoreError> site_totals(const date& first, const date& today) override;

    std::expected<void, StoreError> put_epoch(const StoredEpoch& epoch) override;
    std::expected<void, StoreError> put_paper(const StoredPaper& paper) override;
    std::expected<bool, StoreError> delete_epoch(std::uint32_t epoch, const date& today) override;
    std::expected<RecordCounts, StoreError> count_records() override;
    std::expected<std::vector<hash256>, StoreError> shuffled_digests(std::uint32_t epoch) override;

private:
    using Time = std::chrono::steady_clock::time_point;

    SqliteStore(SqliteDb db, std::filesystem::path file, SqliteOptions options)
        : m_db(std::move(db)), m_file(std::move(file)), m_options(options) {}
    bool is_crowd() const { return m_since_rest > m_options.crowd; }
    void rest_beside();
    void finish_rest_beside();
    std::expected<void, StoreError> write_anew_when_quiet();
    std::expected<void, StoreError> write_anew_now();

    SqliteDb m_db;
    std::filesystem::path m_file;
    SqliteOptions m_options;
    std::int64_t m_seen_version = -1;
    bool m_changed_settings = false;                 // by this connection, which its data_version does not tell
    bool m_has_history = true;                       // the write-ahead log may hold something
    std::size_t m_since_rest = 0;                    // outcomes
    Time m_anew = std::chrono::steady_clock::now();  // when the log was begun
    // Rows may lie in the order in which they came; at first, perhaps of one who was killed before it came to rest.
    bool m_has_order = true;
    bool m_has_own_order = false;
    Time m_not_before{};          // that it is worth while to write them anew
    std::future<void> m_resting;  // beside, with a connection of its own
};

}  // namespace porchlight::server

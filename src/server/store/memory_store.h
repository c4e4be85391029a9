// The store's twin in memory: for tests of what stands on a store. It forgets with the process.
#pragma once

#include "server/store/dealing.h"

#include <map>
#include <set>

namespace porchlight::server {

class MemoryStore : public Store {
public:
    MemoryStore();

    std::expected<void, StoreError> apply(std::span<const Outcome> outcomes) override;
    std::expected<std::vector<bool>, StoreError> holds_each(std::span<const RequestTag> tags) override;
    std::expected<DayEnd, StoreError> begin_day(const date& day, std::size_t batch) override;
    std::expected<void, StoreError> rest() override { return {}; }
    std::expected<void, StoreError> export_records(std::uint32_t epoch, RecordSink& sink) override;
    std::expected<std::uint64_t, StoreError> count(const CountKey& key) override;

    std::expected<bool, StoreError> settings_changed() override { return false; }
    std::expected<StoredSettings, StoreError> load_settings() override { return m_settings; }
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

    // From now on, every apply() fails so; nothing: it works again.
    void fail_with(std::optional<StoreError> error) { m_failure = error; }

private:
    struct Code {
        StoredCode stored;
        std::optional<public_key> used_by;
    };

    bool spool(const Outcome& outcome);
    bool is_of_deleted_epoch(const Outcome& outcome) const;
    Kiosk* kiosk_named(const std::string& site, const std::string& name);
    bool holds_passkey_of_another(const Staff& staff) const;

    std::optional<StoreError> m_failure;
    byte_array<32> m_day_key;
    std::optional<date> m_day;
    std::map<hash256, std::optional<SealedRecord>> m_spool;  // by request key
    std::map<hash256, SealedRecord> m_records;               // by digest
    std::map<CountKey, std::uint64_t> m_counts;
    StoredSettings m_settings;
    std::map<std::string, std::set<std::string>> m_pool;      // by service
    std::map<std::string, std::set<std::string>> m_imported;  // by service
    std::map<protocol::BlockId, DealtBlock> m_blocks;
    std::set<protocol::BlockId> m_given;
    std::set<std::string> m_sites;
    std::map<public_key, Code> m_codes;
};

}  // namespace porchlight::server

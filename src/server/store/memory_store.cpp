#include "server/store/memory_store.h"

#include <algorithm>
#include <tuple>

namespace porchlight::server {
namespace {

std::expected<void, StoreError> put_document(std::optional<StoredDocument>& held, const StoredDocument& document) {
    const bool older =
        held && (document.serial < held->serial || (document.serial == held->serial && document.text != held->text));
    if (older)
        return std::unexpected(StoreError::kConflict);
    held = document;
    return {};
}

}  // namespace

MemoryStore::MemoryStore() : m_day_key(random_array<32>()) {}

std::expected<void, StoreError> MemoryStore::apply(std::span<const Outcome> outcomes) {
    if (m_failure)
        return std::unexpected(*m_failure);
    if (std::ranges::any_of(outcomes, [this](const Outcome& outcome) { return is_of_deleted_epoch(outcome); }))
        return std::unexpected(StoreError::kEpochGone);
    for (const auto& outcome : outcomes) {
        if (outcome.tag && !spool(outcome))
            continue;
        ++m_counts[outcome.count];
    }
    return {};
}

// A record that is there already leaves a mark alone. False: the request is known.
bool MemoryStore::spool(const Outcome& outcome) {
    const auto is_this = [&](const auto& row) { return row.second && row.second->sealed == outcome.record->sealed; };
    const bool is_kept =
        outcome.record && (m_records.contains(hash(outcome.record->sealed)) || std::ranges::any_of(m_spool, is_this));
    const auto record = is_kept ? std::nullopt : outcome.record;
    return m_spool.try_emplace(request_key(m_day_key, *outcome.tag), record).second;
}

std::expected<std::vector<bool>, StoreError> MemoryStore::holds_each(std::span<const RequestTag> tags) {
    std::vector<bool> out;
    for (const auto& tag : tags)
        out.push_back(m_spool.contains(request_key(m_day_key, tag)));
    return out;
}

std::expected<DayEnd, StoreError> MemoryStore::begin_day(const date& day, std::size_t batch) {
    if (m_day && day <= *m_day)
        return DayEnd{};
    DayEnd end{true, 0};
    m_day = day;
    m_day_key = random_array<32>();
    std::erase_if(m_spool, [](const auto& row) { return !row.second; });
    if (m_spool.size() < batch)
        return end;
    for (const auto& [key, record] : m_spool)
        m_records[hash(record->sealed)] = *record;
    end.shuffled = m_spool.size();
    m_spool.clear();
    return end;
}

std::expected<void, StoreError> MemoryStore::export_records(std::uint32_t epoch, RecordSink& sink) {
    auto all = m_records;
    for (const auto& [key, record] : m_spool)
        if (record)
            all[hash(record->sealed)] = *record;
    std::erase_if(all, [&](const auto& row) { return row.second.epoch != epoch; });
    bool ok = sink.begin(all.size());
    for (const auto& [digest, record] : all)
        ok = ok && sink.record(record.sealed);
    if (!ok)
        return std::unexpected(StoreError::kFailed);
    return {};
}

std::expected<std::uint64_t, StoreError> MemoryStore::count(const CountKey& key) {
    const auto at = m_counts.find(key);
    return at == m_counts.end() ? 0 : at->second;
}

std::expected<void, StoreError> MemoryStore::put_staff(const Staff& staff) {
    if (m_failure)
        return std::unexpected(*m_failure);
    if (holds_passkey_of_another(staff))
        return std::unexpected(StoreError::kConflict);
    m_sites.insert(staff.site);
    std::erase_if(m_settings.staff, [&](const Staff& other) { return other.name == staff.name; });
    m_settings.staff.push_back(staff);
    return {};
}

bool MemoryStore::holds_passkey_of_another(const Staff& staff) const {
    return std::ranges::any_of(m_settings.staff, [&](const Staff& other) {
        return other.name != staff.name && std::ranges::any_of(other.passkeys, [&](const Passkey& passkey) {
                   return std::ranges::find(staff.passkeys, passkey.id, &Passkey::id) != staff.passkeys.end();
               });
    });
}

std::expected<void, StoreError> MemoryStore::change_staff(const Staff& before, const Staff& after) {
    if (before.name != after.name || std::ranges::find(m_settings.staff, before) == m_settings.staff.end())
        return std::unexpected(StoreError::kConflict);
    return put_staff(after);
}

std::expected<bool, StoreError> MemoryStore::remove_staff(const std::string& name) {
    return std::erase_if(m_settings.staff, [&](const Staff& other) { return other.name == name; }) > 0;
}

std::expected<void, StoreError> MemoryStore::put_manifest(const StoredDocument& document) {
    return put_document(m_settings.manifest, document);
}

std::expected<void, StoreError> MemoryStore::put_release(const StoredDocument& document) {
    return put_document(m_settings.release, document);
}

std::expected<std::optional<std::size_t>, StoreError> MemoryStore::import_numbers(
    const std::string& service, std::span<const std::string> numbers) {
    auto imported = m_imported[service];
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (!imported.insert(numbers[i]).second)
            return i;
    m_imported[service] = std::move(imported);
    m_pool[service].insert(numbers.begin(), numbers.end());
    return std::nullopt;
}

std::expected<void, StoreError> MemoryStore::deal_numbers(const std::string& service, std::size_t count,
                                                          std::span<const protocol::KioskId> kiosks) {
    auto& pool = m_pool[service];
    if (pool.size() < count || kiosks.empty())
        return std::unexpected(StoreError::kConflict);
    std::vector<std::string> numbers(pool.begin(), pool.end());
    for (auto& dealt : deal(service, numbers, count, kiosks))
        m_blocks[dealt.block.id] = std::move(dealt);
    pool = {numbers.begin(), numbers.end()};
    return {};
}

std::expected<std::vector<protocol::NumberBlock>, StoreError> MemoryStore::fetch_blocks(
    const protocol::KioskId& kiosk, std::span<const protocol::BlockId> confirmed) {
    for (const auto& id : confirmed)
        if (const auto at = m_blocks.find(id); at != m_blocks.end() && at->second.kiosk == kiosk)
            m_blocks.erase(at);
    std::vector<protocol::NumberBlock> out;
    for (const auto& [id, dealt] : m_blocks)
        if (dealt.kiosk == kiosk && out.size() < protocol::kMaxAnswerBlocks) {
            out.push_back(dealt.block);
            m_given.insert(id);
        }
    return out;
}

std::expected<std::vector<NumberCount>, StoreError> MemoryStore::count_numbers() {
    std::vector<NumberCount> out;
    for (const auto& [service, imported] : m_imported) {
        NumberCount count{service, m_pool[service].size(), 0, 0};
        for (const auto& [id, dealt] : m_blocks)
            count.waiting += dealt.block.service == service ? dealt.block.numbers.size() : 0;
        count.gone = imported.size() - count.pool - count.waiting;
        out.push_back(count);
    }
    return out;
}

std::expected<std::vector<DayTotal>, StoreError> MemoryStore::day_totals(const date& first, const date& today) {
    std::map<std::pair<std::string, std::string>, std::uint64_t> sums;
    for (const auto& [key, count] : m_counts)
        if (key.day >= first && key.day < today)
            sums[{key.day.text(), key.outcome}] += count;
    std::vector<DayTotal> out;
    out.reserve(sums.size());
    for (const auto& [at, count] : sums)
        out.push_back({at.first, at.second, count});
    return out;
}

std::expected<std::vector<SiteTotal>, StoreError> MemoryStore::site_totals(const date& first, const date& today) {
    std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> sums;
    for (const auto& [key, count] : m_counts)
        if (key.day >= first && key.day < today)
            sums[{key.day.text(), key.site, key.outcome}] += count;
    std::vector<SiteTotal> out;
    out.reserve(sums.size());
    for (const auto& [at, count] : sums)
        out.push_back({std::get<0>(at), std::get<1>(at), std::get<2>(at), count});
    return out;
}

}  // namespace porchlight::server

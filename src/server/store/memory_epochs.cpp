#include "server/store/memory_store.h"

#include <algorithm>

namespace porchlight::server {

std::expected<void, StoreError> MemoryStore::put_epoch(const StoredEpoch& epoch) {
    auto& epochs = m_settings.epochs;
    const auto held = std::ranges::find(epochs, epoch.id, &StoredEpoch::id);
    if (held == epochs.end())
        epochs.push_back(epoch);
    else if (held->key != epoch.key || held->end != epoch.end || held->destroy != epoch.destroy)
        return std::unexpected(StoreError::kConflict);
    return {};
}

std::expected<void, StoreError> MemoryStore::put_paper(const StoredPaper& paper) {
    if (std::ranges::find(m_settings.papers, paper.id, &StoredPaper::id) == m_settings.papers.end())
        m_settings.papers.push_back(paper);
    return {};
}

std::expected<bool, StoreError> MemoryStore::delete_epoch(std::uint32_t epoch, const date& today) {
    const auto held = std::ranges::find(m_settings.epochs, epoch, &StoredEpoch::id);
    if (held == m_settings.epochs.end())
        return std::unexpected(StoreError::kConflict);
    if (held->deleted.empty())
        held->deleted = today.text();
    std::erase_if(m_spool, [&](const auto& row) { return row.second && row.second->epoch == epoch; });
    std::erase_if(m_records, [&](const auto& row) { return row.second.epoch == epoch; });
    return true;
}

std::expected<RecordCounts, StoreError> MemoryStore::count_records() {
    RecordCounts out;
    for (const auto& [digest, record] : m_records)
        ++out[record.epoch];
    for (const auto& [key, record] : m_spool)
        if (record)
            ++out[record->epoch];
    return out;
}

bool MemoryStore::is_of_deleted_epoch(const Outcome& outcome) const {
    return outcome.record && std::ranges::any_of(m_settings.epochs, [&](const StoredEpoch& epoch) {
               return epoch.id == outcome.record->epoch && !epoch.deleted.empty();
           });
}

std::expected<std::vector<hash256>, StoreError> MemoryStore::shuffled_digests(std::uint32_t epoch) {
    std::vector<hash256> out;
    for (const auto& [digest, record] : m_records)
        if (record.epoch == epoch)
            out.push_back(digest);
    return out;
}

}  // namespace porchlight::server

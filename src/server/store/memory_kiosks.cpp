#include "server/store/memory_store.h"

#include <algorithm>
#include <tuple>

namespace porchlight::server {

std::expected<void, StoreError> MemoryStore::put_kiosk(const Kiosk& kiosk) {
    auto& kiosks = m_settings.kiosks;
    for (const auto& other : kiosks)
        if (other.name == kiosk.name && other.site == kiosk.site && other.key != kiosk.key)
            return std::unexpected(StoreError::kConflict);
    m_sites.insert(kiosk.site);
    if (const auto at = std::ranges::find(kiosks, kiosk.key, &Kiosk::key); at != kiosks.end())
        *at = {kiosk.key, kiosk.name, kiosk.site, at->suspended};
    else
        kiosks.push_back(kiosk);
    return {};
}

std::expected<void, StoreError> MemoryStore::add_site(const std::string& site) {
    m_sites.insert(site);
    return {};
}

std::expected<std::vector<std::string>, StoreError> MemoryStore::sites() {
    return std::vector<std::string>(m_sites.begin(), m_sites.end());
}

Kiosk* MemoryStore::kiosk_named(const std::string& site, const std::string& name) {
    const auto at = std::ranges::find_if(m_settings.kiosks,
                                         [&](const Kiosk& kiosk) { return kiosk.site == site && kiosk.name == name; });
    return at == m_settings.kiosks.end() ? nullptr : &*at;
}

std::expected<void, StoreError> MemoryStore::put_code(const StoredCode& code) {
    if (kiosk_named(code.site, code.name) != nullptr)
        return std::unexpected(StoreError::kConflict);
    std::erase_if(m_codes, [&](const auto& row) {
        const auto& [stored, used_by] = row.second;
        const bool is_replaced = stored.site == code.site && stored.name == code.name && !used_by;
        return is_replaced || stored.expires < code.expires - kCodeIsForgotten_s;
    });
    m_codes[code.code] = {code, std::nullopt};
    return {};
}

std::expected<std::vector<StoredCode>, StoreError> MemoryStore::codes() {
    std::vector<StoredCode> out;
    for (const auto& [key, code] : m_codes)
        if (!code.used_by)
            out.push_back(code.stored);
    std::ranges::sort(out, {}, [](const StoredCode& code) { return std::tie(code.site, code.name); });
    return out;
}

std::expected<Redeemed, StoreError> MemoryStore::redeem_code(const public_key& code, const public_key& key,
                                                             std::int64_t now) {
    const auto at = m_codes.find(code);
    if (at == m_codes.end())
        return Redeemed(std::unexpected(CodeFault::kUnknown));
    auto& [stored, used_by] = at->second;
    if (used_by) {
        const auto kiosk = std::ranges::find(m_settings.kiosks, key, &Kiosk::key);
        if (*used_by != key || kiosk == m_settings.kiosks.end())
            return Redeemed(std::unexpected(CodeFault::kUsed));
        return Redeemed(*kiosk);
    }
    if (now >= stored.expires)
        return Redeemed(std::unexpected(CodeFault::kExpired));
    if (!put_kiosk({key, stored.name, stored.site}))
        return Redeemed(std::unexpected(CodeFault::kKioskExists));
    used_by = key;
    return Redeemed({key, stored.name, stored.site});
}

std::expected<bool, StoreError> MemoryStore::suspend_kiosk(const std::string& site, const std::string& name,
                                                           bool suspended) {
    auto* const kiosk = kiosk_named(site, name);
    if (kiosk != nullptr)
        kiosk->suspended = suspended;
    return kiosk != nullptr;
}

std::expected<bool, StoreError> MemoryStore::remove_kiosk(const std::string& site, const std::string& name) {
    const auto* const kiosk = kiosk_named(site, name);
    if (kiosk == nullptr)
        return false;
    std::erase_if(m_blocks, [&, id = protocol::kiosk_id(kiosk->key)](const auto& row) {
        const auto& dealt = row.second;
        if (dealt.kiosk != id)
            return false;
        if (!m_given.contains(row.first))
            m_pool[dealt.block.service].insert(dealt.block.numbers.begin(), dealt.block.numbers.end());
        return true;
    });
    m_settings.kiosks.erase(m_settings.kiosks.begin() + (kiosk - m_settings.kiosks.data()));
    return true;
}

}  // namespace porchlight::server

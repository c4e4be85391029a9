#include "server/health.h"

#include <algorithm>

namespace porchlight::server {
namespace {

// A look is due every second; a store that is busy for so long is of no use to anybody.
constexpr std::chrono::seconds kLookIsOld{10};
// A write that found no room says so for a while only: without requests, none would show that there is room again.
constexpr std::chrono::seconds kFullIsOld{30};

}  // namespace

bool names_keys(const protocol::Manifest& manifest, const KeyHalves& keys) {
    return manifest.issuer() == keys.issuer &&
           std::ranges::find(manifest.receipt_keys, keys.receipt) != manifest.receipt_keys.end();
}

void Health::looked(StoreLook look) {
    if (look.answers != m_look.answers && m_looked_at.count() != 0)
        m_log.event(m_clock.today(), look.answers ? "store_answers_again" : "store_does_not_answer");
    m_look = std::move(look);
    m_looked_at = m_clock.uptime();
}

void Health::wrote(std::expected<void, StoreError> result) {
    const bool is_full = !result && result.error() == StoreError::kFull;
    if (is_full)
        m_full_at = m_clock.uptime();
    if (is_full == m_is_full || (!result && !is_full))
        return;
    m_is_full = is_full;
    m_log.event(m_clock.today(), is_full ? "disk_full approvals=refused reading=goes_on" : "disk_has_room_again");
}

bool Health::store_answers() const { return m_look.answers && m_clock.uptime() - m_looked_at < kLookIsOld; }

bool Health::has_room() const {
    const bool was_full_just_now = m_is_full && m_clock.uptime() - m_full_at < kFullIsOld;
    return !was_full_just_now && m_look.free_bytes >= kLeastFreeBytes;
}

const protocol::Manifest* Health::manifest() const {
    const auto& manifest = m_settings.now->manifest;
    return manifest ? &*manifest : nullptr;
}

std::vector<std::pair<std::uint32_t, std::int64_t>> Health::due_epochs() const {
    const auto today = m_clock.today();
    std::vector<std::pair<std::uint32_t, std::int64_t>> out;
    for (const auto& view : m_settings.now->epochs.views(today))
        if (view.standing.state == protocol::EpochState::kDue)
            out.emplace_back(view.epoch.id, today.days() - view.epoch.destroy.days());
    return out;
}

std::vector<std::string_view> Health::complaints() const {
    std::vector<std::string_view> out;
    if (m_is_stopping)
        out.emplace_back("stopping");
    if (!store_answers())
        out.emplace_back("store");
    if (!has_room())
        out.emplace_back("disk");
    const auto* in_force = manifest();
    if (in_force == nullptr)
        out.emplace_back("manifest_missing");
    else if (in_force->expires <= m_clock.unix_seconds())
        out.emplace_back("manifest_expired");
    if (in_force != nullptr && !names_keys(*in_force, m_keys))
        out.emplace_back("keys");
    return out;
}

void WatchedWriter::apply(Outcome outcome, Applied applied) {
    const bool has_no_record = !outcome.tag;
    m_writer.apply(std::move(outcome), [this, has_no_record, applied = std::move(applied)](auto result) {
        m_health.wrote(result);
        if (!result && has_no_record)
            m_log.count_error(m_clock.today(), "decision_not_counted");
        applied(result);
    });
}

}  // namespace porchlight::server

#include "server/unusual_board.h"

namespace porchlight::server {
namespace {

std::size_t limit_of(Decision decision) {
    return decision == Decision::kApproval ? kUnusualApprovals : kUnusualDenials;
}

}  // namespace

void UnusualBoard::count(const Staff& staff, Decision decision) {
    auto& times = m_times[{staff.site, staff.name, decision}];
    times.push_back(m_clock.uptime());
    if (times.size() >= limit_of(decision))
        changed();
}

std::vector<Unusual> UnusualBoard::seen_by(const Staff& lead) const {
    std::vector<Unusual> out;
    for (const auto& [key, times] : m_times)
        if (times.size() >= limit_of(key.decision) && sees_site(lead, key.site))
            out.push_back(
                {key.staff, key.site, key.decision == Decision::kApproval ? "approvals" : "denials", times.size()});
    return out;
}

void UnusualBoard::expire() {
    const auto begin = m_clock.uptime() - kUnusualSpan;
    bool any = false;
    for (auto& [key, times] : m_times) {
        const bool was_seen = times.size() >= limit_of(key.decision);
        const auto before = times.size();
        while (!times.empty() && times.front() <= begin)
            times.pop_front();
        any = any || (was_seen && times.size() != before);
    }
    std::erase_if(m_times, [](const auto& entry) { return entry.second.empty(); });
    if (any)
        changed();
}

void UnusualBoard::changed() {
    ++m_version;
    m_on_change();
}

}  // namespace porchlight::server

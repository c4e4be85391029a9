#include "server/staff_sessions.h"

#include <algorithm>

namespace porchlight::server {

std::string StaffSessions::begin(const Staff& staff) {
    std::erase_if(m_sessions, [this](const auto& entry) { return is_over(entry.second); });
    if (m_sessions.size() >= kMaxSessions)
        m_sessions.erase(
            std::ranges::min_element(m_sessions, {}, [](const auto& entry) { return entry.second.used_at; }));
    const auto cookie = to_hex(random_array<32>());
    const auto now = m_clock.uptime();
    m_sessions.insert_or_assign(hash(as_bytes(cookie)), Session{staff, now, now});
    return cookie;
}

std::optional<Staff> StaffSessions::find(std::string_view cookie, SessionUse use) {
    const auto at = m_sessions.find(hash(as_bytes(cookie)));
    if (at == m_sessions.end())
        return std::nullopt;
    if (is_over(at->second)) {
        m_sessions.erase(at);
        return std::nullopt;
    }
    if (use == SessionUse::kByPerson)
        at->second.used_at = m_clock.uptime();
    return at->second.staff;
}

void StaffSessions::end(std::string_view cookie) { m_sessions.erase(hash(as_bytes(cookie))); }

bool StaffSessions::is_over(const Session& session) const {
    const auto now = m_clock.uptime();
    if (now - session.used_at > kSessionIdle || now - session.begun_at > kSessionLife)
        return true;
    const auto at = m_settings.now->staff.find(session.staff.name);
    return at == m_settings.now->staff.end() || !has_same_access(session.staff, at->second);
}

}  // namespace porchlight::server

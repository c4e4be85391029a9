#include "server/staff_tickets.h"

#include "base/encoding.h"

#include <algorithm>

namespace porchlight::server {

std::string StaffTickets::begin(Ticket ticket) {
    const auto now = m_clock.uptime();
    std::erase_if(m_tickets, [now](const auto& entry) { return entry.second.ends <= now; });
    if (m_tickets.size() >= kMaxTickets)
        m_tickets.erase(std::ranges::min_element(m_tickets, {}, [](const auto& entry) { return entry.second.ends; }));
    const auto name = to_hex(random_array<32>());
    ticket.ends = now + kTicketLife;
    m_tickets.insert_or_assign(hash(as_bytes(name)), std::move(ticket));
    return name;
}

const Ticket* StaffTickets::find(std::string_view ticket, TicketKind kind) {
    const auto at = m_tickets.find(hash(as_bytes(ticket)));
    if (at == m_tickets.end() || at->second.kind != kind || at->second.ends <= m_clock.uptime())
        return nullptr;
    return &at->second;
}

void StaffTickets::end(std::string_view ticket) { m_tickets.erase(hash(as_bytes(ticket))); }

}  // namespace porchlight::server

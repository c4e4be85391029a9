// Those who have proved one thing and owe another: who gave a right password, and who came with an invitation. In
// memory, for a few minutes; the ticket is 32 random bytes, of which only the hash is here.
// The I/O thread only.
#pragma once

#include "base/secret_bytes.h"
#include "server/clock.h"
#include "server/staff/staff.h"

#include <map>

namespace porchlight::server {

constexpr std::chrono::minutes kTicketLife{15};
constexpr std::size_t kMaxTickets = 256;

enum class TicketKind { kSecondFactor, kFirstSignIn };

struct Ticket {
    TicketKind kind = TicketKind::kSecondFactor;
    Staff staff;          // as it was then
    secret_bytes secret;  // of an app to be; of a first sign-in
    bytes challenge;      // for a passkey to be; of a first sign-in
    std::chrono::milliseconds ends{};
};

class StaffTickets {
public:
    explicit StaffTickets(const Clock& clock) : m_clock(clock) {}

    // 64 hex digits. The oldest goes where there are too many.
    std::string begin(Ticket ticket);
    // Null where there is none of this kind.
    const Ticket* find(std::string_view ticket, TicketKind kind);
    void end(std::string_view ticket);

private:
    const Clock& m_clock;
    std::map<hash256, Ticket> m_tickets;
};

}  // namespace porchlight::server

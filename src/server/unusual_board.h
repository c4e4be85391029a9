// What a site lead should see as it happens: somebody who approves or denies far more than people do. In memory
// alone, of the last hour; it is forgotten with the process (protocol/PROTOCOL.md, What is unusual).
// The I/O thread only.
#pragma once

#include "server/clock.h"
#include "server/staff/staff.h"

#include <deque>
#include <functional>
#include <map>

namespace porchlight::server {

constexpr std::chrono::hours kUnusualSpan{1};
constexpr std::size_t kUnusualApprovals = 40;
constexpr std::size_t kUnusualDenials = 10;

enum class Decision { kApproval, kDenial };

struct Unusual {
    std::string staff;
    std::string site;
    std::string_view what;  // "approvals", "denials"
    std::size_t count = 0;  // within kUnusualSpan

    friend bool operator==(const Unusual&, const Unusual&) = default;
};

class UnusualBoard {
public:
    // on_change: called after what somebody may see has changed.
    UnusualBoard(const Clock& clock, std::function<void()> on_change)
        : m_clock(clock), m_on_change(std::move(on_change)) {}

    void count(const Staff& staff, Decision decision);
    // What this account may see; nothing for a librarian.
    std::vector<Unusual> seen_by(const Staff& lead) const;
    // Only grows, and does whenever seen_by() gives something else.
    std::uint64_t version() const { return m_version; }
    // Forgets what is longer ago.
    void expire();

private:
    using Times = std::deque<std::chrono::milliseconds>;
    struct Key {
        std::string site;
        std::string staff;
        Decision decision{};
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    void changed();

    const Clock& m_clock;
    std::function<void()> m_on_change;
    std::map<Key, Times> m_times;
    std::uint64_t m_version = 0;
};

}  // namespace porchlight::server

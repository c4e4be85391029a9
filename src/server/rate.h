// How often something may happen: so many at once, and one more every so often. A plain value; one thread.
#pragma once

#include <algorithm>
#include <chrono>

namespace porchlight::server {

struct RateLimit {
    unsigned at_once = 1;
    std::chrono::milliseconds one_every{1};
};

class Rate {
public:
    explicit Rate(const RateLimit& limit) : m_limit(limit) {}

    // now: of a clock that never goes back (Clock::uptime). False: not now.
    bool take(std::chrono::milliseconds now) {
        if (!would_take(now))
            return false;
        m_free_at = std::max(m_free_at, now) + m_limit.one_every;
        return true;
    }
    bool would_take(std::chrono::milliseconds now) const {
        return m_free_at <= now + (m_limit.at_once - 1) * m_limit.one_every;
    }
    // As if nothing had happened yet?
    bool is_fresh(std::chrono::milliseconds now) const { return m_free_at <= now; }

private:
    RateLimit m_limit;
    std::chrono::milliseconds m_free_at{std::chrono::milliseconds::min()};  // when all has been made up for
};

}  // namespace porchlight::server

// Between two turns of a thread that serves a crowd: whoever comes alone is served at once, and those who come in quick
// succession go together, which costs the database one turn.
// One thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace porchlight::server {

class Pace {
public:
    static constexpr std::chrono::milliseconds kBetween{2};

    // Until kBetween after it last returned, or at once where is_over() says so. lock: let go of meanwhile.
    template <class Over>
    void wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Over is_over) {
        wake.wait_until(lock, m_next, is_over);
        m_next = std::chrono::steady_clock::now() + kBetween;
    }

private:
    std::chrono::steady_clock::time_point m_next{};
};

}  // namespace porchlight::server

// What time it is, in seconds since 1970: the machine's, and one that a test sets. Any thread.
#pragma once

#include "base/date.h"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace porchlight::bridge {

class Clock {
public:
    virtual ~Clock() = default;
    virtual std::int64_t now() const = 0;
};

class SystemClock final : public Clock {
public:
    std::int64_t now() const override {
        return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
};

class SetClock final : public Clock {
public:
    explicit SetClock(std::int64_t now) : m_now(now) {}
    std::int64_t now() const override { return m_now; }
    void set(std::int64_t now) { m_now = now; }

private:
    std::atomic<std::int64_t> m_now;
};

// The day on the kiosk's wall: the page's own.
date today_here(const Clock& clock);

}  // namespace porchlight::bridge

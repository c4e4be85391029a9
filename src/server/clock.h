// The server's three times: of the calendar for what is signed, of the city's day for what is counted, and a
// steady one for what runs out. The clock of the machine is system_clock.h; ManualClock is its in-memory twin.
// Any thread, but ManualClock: one thread.
#pragma once

#include "base/date.h"

#include <chrono>
#include <cstdint>

namespace porchlight::server {

class Clock {
public:
    virtual ~Clock() = default;
    virtual std::int64_t unix_seconds() const = 0;
    virtual date local_day(std::int64_t unix_seconds) const = 0;
    // Never goes back; starts anywhere.
    virtual std::chrono::milliseconds uptime() const = 0;

    date today() const { return local_day(unix_seconds()); }
};

// Stands still until it is moved. Its days are those of UTC.
class ManualClock final : public Clock {
public:
    explicit ManualClock(std::int64_t unix_seconds) : m_unix_seconds(unix_seconds) {}
    std::int64_t unix_seconds() const override { return m_unix_seconds + m_uptime.count() / 1000; }
    date local_day(std::int64_t unix_seconds) const override { return date_of_unix_seconds(unix_seconds); }
    std::chrono::milliseconds uptime() const override { return m_uptime; }
    void advance(std::chrono::milliseconds time) { m_uptime += time; }

private:
    std::int64_t m_unix_seconds;
    std::chrono::milliseconds m_uptime{0};
};

}  // namespace porchlight::server

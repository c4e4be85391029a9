// The machine's clock, with the days of the machine's time zone: a city's day ends at its own midnight.
// Any thread.
#pragma once

#include "server/clock.h"

namespace porchlight::server {

class SystemClock final : public Clock {
public:
    std::int64_t unix_seconds() const override;
    date local_day(std::int64_t unix_seconds) const override;
    std::chrono::milliseconds uptime() const override;
};

}  // namespace porchlight::server

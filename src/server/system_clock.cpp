#include "server/system_clock.h"

#include <ctime>

namespace porchlight::server {

std::int64_t SystemClock::unix_seconds() const {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

date SystemClock::local_day(std::int64_t unix_seconds) const {
    const std::time_t time = unix_seconds;
    std::tm parts{};
    if (localtime_r(&time, &parts) == nullptr)
        return date_of_unix_seconds(unix_seconds);
    const auto day = date::from_ymd(parts.tm_year + 1900, static_cast<unsigned>(parts.tm_mon + 1),
                                    static_cast<unsigned>(parts.tm_mday));
    return day ? *day : date_of_unix_seconds(unix_seconds);
}

std::chrono::milliseconds SystemClock::uptime() const {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now);
}

}  // namespace porchlight::server

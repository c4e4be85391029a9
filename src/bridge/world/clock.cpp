#include "bridge/world/clock.h"

#include <ctime>

namespace porchlight::bridge {

date today_here(const Clock& clock) {
    const auto now = clock.now();
    const auto time = static_cast<std::time_t>(now);
    std::tm local{};
    if (localtime_r(&time, &local) == nullptr)
        return date_of_unix_seconds(now);
    return date::from_ymd(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon) + 1,
                          static_cast<unsigned>(local.tm_mday))
        .value_or(date_of_unix_seconds(now));
}

}  // namespace porchlight::bridge

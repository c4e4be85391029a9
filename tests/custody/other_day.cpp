// Preloaded into porchlight-custody: the machine's clock is so many days ahead as PORCHLIGHT_DAYS_AHEAD says, as a
// laptop's is when the end of an epoch has come. Any thread.
#include <ctime>

#include <cstdlib>

namespace {

std::time_t seconds_ahead() {
    constexpr std::time_t kSecondsPerDay = 86400;
    const char* days = std::getenv("PORCHLIGHT_DAYS_AHEAD");
    return days == nullptr ? 0 : std::strtol(days, nullptr, 10) * kSecondsPerDay;
}

}  // namespace

extern "C" std::time_t time(std::time_t* out) {
    std::timespec real{};
    std::timespec_get(&real, TIME_UTC);
    const auto now = real.tv_sec + seconds_ahead();
    if (out != nullptr)
        *out = now;
    return now;
}

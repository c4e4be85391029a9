// Preloaded into a program whose week is a minute: the calendar is ahead of the machine's by the seconds that the file
// named by PORCHLIGHT_CLOCK holds, eight bytes as the machine writes them, read anew at each look. The steady clock is
// left as it is. Any thread.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

using Ahead = std::atomic<std::int64_t>;

const Ahead* shared_offset() {
    const char* name = std::getenv("PORCHLIGHT_CLOCK");
    const int file = name == nullptr ? -1 : ::open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        std::abort();
    const void* bytes = ::mmap(nullptr, sizeof(Ahead), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    if (bytes == MAP_FAILED)
        std::abort();
    return static_cast<const Ahead*>(bytes);
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
    static const auto real = reinterpret_cast<decltype(&clock_gettime)>(::dlsym(RTLD_NEXT, "clock_gettime"));
    static const Ahead* ahead = shared_offset();
    const int done = real(clock, time);
    if (done == 0 && clock == CLOCK_REALTIME)
        time->tv_sec += ahead->load(std::memory_order_relaxed);
    return done;
}

extern "C" time_t time(time_t* out) noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (out != nullptr)
        *out = now.tv_sec;
    return now.tv_sec;
}

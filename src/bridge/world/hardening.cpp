#include "bridge/world/hardening.h"

#include <cstdlib>
#include <filesystem>

#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace porchlight::bridge {

void restart_with_plain_allocator(char** arguments) {
    // GLib reads this before main: it can only be set for a process that is yet to start.
    if (std::getenv("G_SLICE") != nullptr || setenv("G_SLICE", "always-malloc", 1) != 0)
        return;
    // By its own path, so that the process keeps its name.
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (!failed)
        ::execv(program.c_str(), arguments);
}

namespace {

// Who may lock pages beyond any limit.
bool may_lock() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3]{};
    return ::syscall(SYS_capget, &header, sets) == 0 && (sets[0].effective & (1U << CAP_IPC_LOCK)) != 0;
}

// Pages are locked when they are first used: what is only mapped takes no memory for it.
bool lock_memory() {
    constexpr rlimit kNoLimit{RLIM_INFINITY, RLIM_INFINITY};
    rlimit limit{};
    if (::setrlimit(RLIMIT_MEMLOCK, &kNoLimit) != 0 && ::getrlimit(RLIMIT_MEMLOCK, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_MEMLOCK, &limit);
    }
    const bool no_limit = ::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
    return (no_limit || may_lock()) && ::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
}

}  // namespace

bool harden_process() {
    ::umask(077);
    constexpr rlimit kNoCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &kNoCore);
    ::prctl(PR_SET_DUMPABLE, 0);
    return lock_memory();
}

}  // namespace porchlight::bridge

#include "custody/guide/machine.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace porchlight::custody {
namespace {

// main() has forbidden them; whoever undoes that is told.
bool dumps_core() {
    rlimit limit{};
    const bool allowed = ::getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur != 0;
    return allowed && ::prctl(PR_GET_DUMPABLE) != 0;
}

bool is_network(const ifaddrs& one) {
    if (one.ifa_addr == nullptr || (one.ifa_flags & IFF_UP) == 0 || (one.ifa_flags & IFF_LOOPBACK) != 0)
        return false;
    return one.ifa_addr->sa_family == AF_INET || one.ifa_addr->sa_family == AF_INET6;
}

std::vector<std::string> networks() {
    std::vector<std::string> out;
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0)
        return {"(not to be told)"};
    for (const auto* one = all; one != nullptr; one = one->ifa_next)
        if (is_network(*one) && std::ranges::find(out, one->ifa_name) == out.end())
            out.emplace_back(one->ifa_name);
    ::freeifaddrs(all);
    return out;
}

}  // namespace

Surroundings surroundings_of_machine() {
    std::ifstream swaps("/proc/swaps");
    const std::string text{std::istreambuf_iterator<char>(swaps), {}};
    return {parse_swaps(text), dumps_core(), networks()};
}

}  // namespace porchlight::custody

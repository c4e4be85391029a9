#include "tests/bench/server/measure.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>

namespace porchlight::server::bench {

double pss_mib(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/smaps_rollup");
    for (std::string word; in >> word;)
        if (double kib = 0; word == "Pss:" && in >> kib)
            return kib / 1024;
    throw std::runtime_error("the memory of porchlight-server is shown to root alone: run this as root");
}

std::chrono::milliseconds cpu_time(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string text(std::istreambuf_iterator<char>(in), {});
    // proc(5): user and system time are the 12th and 13th after the name, which may hold anything.
    std::size_t at = text.rfind(')');
    for (int i = 0; i < 12 && at != std::string::npos; ++i)
        at = text.find(' ', at + 1);
    if (at == std::string::npos)
        throw std::runtime_error("a server ended while it was measured");
    std::size_t used = 0;
    const auto user = std::stoll(text.substr(at), &used);
    const auto system = std::stoll(text.substr(at + used));
    return std::chrono::milliseconds((user + system) * 1000 / sysconf(_SC_CLK_TCK));
}

double quantile(std::vector<double> values, double part) {
    std::ranges::sort(values);
    return values.at(std::min(static_cast<std::size_t>(part * static_cast<double>(values.size())), values.size() - 1));
}

}  // namespace porchlight::server::bench

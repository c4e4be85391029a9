// What a machine on which secrets are touched must not have: swap, core dumps, a network (custody/FORMAT.md, Where
// secrets are touched).
// Pure functions, any thread; machine.h asks the machine.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::custody {

struct Surroundings {
    std::vector<std::string> swaps;     // files or partitions that memory may be written to
    bool core_dumps = false;            // a crash would write memory to the disk
    std::vector<std::string> networks;  // interfaces that are up and have an address, but for loopback
};

// Of the text of /proc/swaps.
std::vector<std::string> parse_swaps(std::string_view text);

// Something that is there, and the option that allows it with a reason.
struct Objection {
    std::string_view option;  // "allow-swap"
    std::string what;         // "memory can be written to /dev/sda2 (swap)"
    std::string_view remedy;  // what to do about it
};
std::vector<Objection> objections(const Surroundings& found);
// What, its remedy, and with which option it goes on all the same: sentences in one paragraph.
std::string advice_on(const Objection& objection);

constexpr std::array<std::string_view, 3> kReasonOptions{"allow-swap", "allow-core-dumps", "allow-network"};

// By option; empty reasons are none.
using Reasons = std::map<std::string, std::string, std::less<>>;
std::vector<Objection> without_reason(std::vector<Objection> all, const Reasons& reasons);

}  // namespace porchlight::custody

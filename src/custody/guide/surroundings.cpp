#include "custody/guide/surroundings.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names)
        out += (out.empty() ? "" : ", ") + name;
    return out;
}

}  // namespace

std::vector<std::string> parse_swaps(std::string_view text) {
    std::vector<std::string> out;
    bool is_title = true;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        if (!is_title && !line.empty())
            out.emplace_back(line.substr(0, line.find_first_of(" \t")));
        is_title = false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::vector<Objection> objections(const Surroundings& found) {
    std::vector<Objection> out;
    if (!found.swaps.empty())
        out.push_back({"allow-swap", "Memory can be written to the disk by swap: " + listed(found.swaps) + ".",
                       "Turn it off with: sudo swapoff -a."});
    if (found.core_dumps)
        out.push_back({"allow-core-dumps", "A crash would write this program's memory to the disk.",
                       "Run it without a debugger, as the manual says."});
    if (!found.networks.empty())
        out.push_back({"allow-network", "This machine is in a network: " + listed(found.networks) + ".",
                       "Pull the cable, and turn the radio off (rfkill block all)."});
    return out;
}

std::string advice_on(const Objection& objection) {
    return objection.what + " " + std::string(objection.remedy) + " If it must be so, start again with --" +
           std::string(objection.option) + " \"the reason\".";
}

std::vector<Objection> without_reason(std::vector<Objection> all, const Reasons& reasons) {
    std::erase_if(all, [&](const Objection& objection) {
        const auto at = reasons.find(objection.option);
        return at != reasons.end() && !at->second.empty();
    });
    return all;
}

}  // namespace porchlight::custody

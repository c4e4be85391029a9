// Reasons for a machine that is in a network or swaps, for those commands that touch secrets and so ask for them.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::tests {

// The words of a command, with the reasons where it takes them.
inline std::vector<std::string> allowed(std::vector<std::string> words) {
    constexpr std::array<std::string_view, 6> kTouching{"create",  "answer",        "open",
                                                        "destroy", "sign-manifest", "status"};
    if (!words.empty() &&
        (words[0].starts_with("ceremony-") || std::ranges::find(kTouching, words[0]) != kTouching.end()))
        for (const auto* option : {"--allow-swap", "--allow-core-dumps", "--allow-network"})
            words.insert(words.end(), {option, "a test"});
    return words;
}

}  // namespace porchlight::tests

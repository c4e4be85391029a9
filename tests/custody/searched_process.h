// Runs porchlight-custody under stop_at_wipe, and searches all of its memory at each stop. One thread.
#pragma once

#include "base/bytes.h"

#include <map>
#include <string>
#include <vector>

namespace porchlight::tests {

// What is searched for, by name; each at least 16 bytes.
using Needles = std::map<std::string, bytes>;

struct Searched {
    int status = -1;
    int stops = 0;
    std::size_t bytes_searched = 0;
    std::map<std::string, int> found;       // name: at how many stops
    std::map<std::string, int> found_last;  // at the last stop, when all should be wiped
};

// The real program (PORCHLIGHT_CUSTODY), with PORCHLIGHT_STOP_AT_WIPE preloaded. Throws if it cannot be watched.
Searched run_searched(const std::vector<std::string>& words, const Needles& needles);

}  // namespace porchlight::tests

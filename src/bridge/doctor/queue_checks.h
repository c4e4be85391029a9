// What the CUPS that serves the kiosk's queue keeps of cards, by its configuration (cupsd.conf(5),
// cups-files.conf(5)) and by what it still lists. Pure but for the machine; one thread.
#pragma once

#include "bridge/doctor/finding.h"
#include "bridge/doctor/machine.h"

#include <chrono>

namespace porchlight::bridge {

// Top-level directives in small letters; of one that is there twice, the last.
std::map<std::string, std::string> parse_directives(std::string_view text);

// A queue has to remember a job until the bridge has seen how it ended, and no longer.
constexpr std::chrono::seconds kLongestHistory{600};

// cups: the folder of both files. old_jobs: how many the queue lists that ended longer ago; nothing if it does not say.
Findings check_queue(Machine& machine, const std::filesystem::path& cups, const std::optional<int>& old_jobs);

}  // namespace porchlight::bridge

// What the CUPS that serves the kiosk's queue keeps of cards, by its configuration (cupsd.conf(5),
// cups-files.conf(5)) and by what it still lists. Pure but for the machine; one thread.
#pragma once

#include "bridge/doctor/finding.h"
#include "bridge/doctor/machine.h"

namespace porchlight::bridge {

// Top-level directives in small letters; of one that is there twice, the last.
std::map<std::string, std::string> parse_directives(std::string_view text);

// cups: the folder of both files. ended_jobs: how many the queue still lists; nothing if it does not say.
Findings check_queue(Machine& machine, const std::filesystem::path& cups, const std::optional<int>& ended_jobs);

}  // namespace porchlight::bridge

// The commands of porchlight-custody: each takes its options and answers with an exit status.
#pragma once

#include "custody/arguments.h"

#include <string_view>

namespace porchlight::custody {

constexpr int kAllDone = 0;
constexpr int kSomeFailed = 1;
constexpr int kWrongUse = 2;
constexpr int kNothingDone = 3;

extern const std::string_view kHelp;

// Runs the command, on the disk and by the machine's clock.
int run_command(const Arguments& arguments);

// Says what is wrong with the command line.
int complain(std::string_view sentence);

}  // namespace porchlight::custody

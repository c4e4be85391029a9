// The commands of porchlight-custody, all together. Main thread.
#pragma once

#include "custody/command.h"

namespace porchlight::custody {

// Runs the command, on the disk and by the machine's clock.
int run_command(const Arguments& arguments);

}  // namespace porchlight::custody

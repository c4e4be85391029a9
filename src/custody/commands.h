// The commands of porchlight-custody, all together. Main thread.
#pragma once

#include "custody/command.h"
#include "custody/guide/machine.h"

#include <vector>

namespace porchlight::custody {

// A guide has asked about the machine before its first step.
enum class Caller { kPerson, kGuide };

// Runs the command, on the disk and by the machine's clock. One that touches secrets is refused where the machine is
// not as it must be and no reason allows it (custody/FORMAT.md, Where secrets are touched).
int run_command(const Arguments& arguments, Caller caller = Caller::kPerson,
                Surroundings (*surroundings)() = &surroundings_of_machine);

// In the order of the help text.
std::vector<const Command*> all_commands();

}  // namespace porchlight::custody

// What the machine under the kiosk would keep of a session: swap, cores; and what its browser is told. Pure but for
// the machine; one thread.
#pragma once

#include "bridge/doctor/finding.h"
#include "bridge/doctor/machine.h"

namespace porchlight::bridge {

Findings check_swap(Machine& machine);
Finding check_cores(Machine& machine);
Finding check_browser(Machine& machine);

}  // namespace porchlight::bridge

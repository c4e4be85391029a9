// The running bridge: everything that touches the world, wired. Blocks until SIGINT or SIGTERM.
#pragma once

#include "bridge/enrolment.h"
#include "bridge/options.h"
#include "bridge/printer/address.h"

namespace porchlight::bridge {

// The exit code; what went wrong has been said.
int serve(const Options& options, const PrinterAddress& printer, Enrolment enrolment);

}  // namespace porchlight::bridge

// What a printer's IPP attributes mean for people (RFC 8011, printer-state and printer-state-reasons; PWG 5100.x).
// Pure functions, any thread.
#pragma once

#include "bridge/printer/printer.h"

#include <span>
#include <string>

namespace porchlight::bridge {

// printer-state: 3 idle, 4 processing, 5 stopped. Reasons may end in -error, -warning or -report: emulators put
// these even on what stops a job, so the ending is not looked at.
PrinterStatus status_of(int printer_state, std::span<const std::string> reasons);

}  // namespace porchlight::bridge

// What a printer's IPP attributes mean for people (RFC 8011, printer-state and printer-state-reasons; PWG 5100.x).
// Pure functions, any thread.
#pragma once

#include "bridge/models/model.h"
#include "bridge/printer/printer.h"

#include <span>
#include <string>

namespace porchlight::bridge {

// printer-state: 3 idle, 4 processing, 5 stopped. Reasons may end in -error, -warning or -report: emulators put
// these even on what stops a job, so the ending is not looked at.
PrinterStatus status_of(int printer_state, std::span<const std::string> reasons);

// marker-levels with marker-types (CUPS), or printer-supply where the printer has none; printer-input-tray
// (PWG 5100.13). The lowest counts; waste is no supply; what is unknown is left out.
Levels levels_of(std::span<const int> marker_levels, std::span<const std::string> marker_types,
                 std::span<const std::string> supplies, std::span<const std::string> trays);

Habits habits_of(const PrinterModel& model, bool spools);

}  // namespace porchlight::bridge

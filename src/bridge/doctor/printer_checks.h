// The printer as it says it is, what it takes, and what people have to know of it. Pure functions, any thread.
#pragma once

#include "bridge/doctor/finding.h"
#include "bridge/operators/counters.h"
#include "bridge/printer/printer.h"

namespace porchlight::bridge {

struct PrinterLook {
    PrinterStatus status;
    std::expected<Layout, PrintError> layout = std::unexpected(PrintError::kUnreachable);
    std::optional<int> cleaning_every = std::nullopt;
};

Finding check_printer(const PrinterLook& look);
Finding check_media(const PrinterLook& look);
Findings check_levels(const PrinterStatus& status);
Findings check_habits(const PrinterStatus& status);
Finding check_cleaning(const PrinterLook& look, const Counters& counters);

}  // namespace porchlight::bridge

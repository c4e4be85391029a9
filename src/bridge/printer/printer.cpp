#include "bridge/printer/printer.h"

namespace porchlight::bridge {

std::string_view code(PrinterState state) {
    switch (state) {
        case PrinterState::kReady: return "ready";
        case PrinterState::kPrinting: return "printing";
        case PrinterState::kNeeds: return "needs";
        case PrinterState::kUnreachable: return "unreachable";
    }
    return "unreachable";
}

std::string_view code(PrinterNeed need) {
    switch (need) {
        case PrinterNeed::kNone: return "";
        case PrinterNeed::kMedia: return "media";
        case PrinterNeed::kRibbon: return "ribbon";
        case PrinterNeed::kCover: return "cover";
        case PrinterNeed::kJam: return "jam";
        case PrinterNeed::kCleaning: return "cleaning";
    }
    return "";
}

std::string_view code(PrintError error) {
    switch (error) {
        case PrintError::kUnreachable: return "printer_unreachable";
        case PrintError::kNotAccepted:
        case PrintError::kUnsupported:
        case PrintError::kAborted: return "printer_failed";
        case PrintError::kLost: return "interrupted";
    }
    return "printer_failed";
}

}  // namespace porchlight::bridge

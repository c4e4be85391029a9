#include "bridge/printer/printer.h"

namespace porchlight::bridge {

std::string_view code(PrintError error) {
    switch (error) {
        case PrintError::kUnreachable: return "printer_unreachable";
        case PrintError::kNotAccepted:
        case PrintError::kUnsupported:
        case PrintError::kAborted:
        case PrintError::kLost: return "printer_failed";
    }
    return "printer_failed";
}

}  // namespace porchlight::bridge

// The way from a CUPS queue to its printer, by the queue's device-uri: whether a card may take it, and whether an
// answer comes back on it. Pure functions, any thread.
#pragma once

#include "bridge/models/model.h"

namespace porchlight::bridge {

enum class Way {
    kAnswers,    // IPP: "completed" is said by the printer
    kSpools,     // USB, a socket of this machine: "completed" is said when the data has left
    kForbidden,  // a network in the clear, or nobody knows where to
};

Way way_of(std::string_view device_uri, const PrinterModel& model);

// localhost, 127.0.0.1, ::1.
bool is_loopback(std::string_view host);

}  // namespace porchlight::bridge

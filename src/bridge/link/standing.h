// Whether the server takes what this kiosk asks. Plain values, any thread.
#pragma once

#include "bridge/link/server_link.h"

#include <string_view>

namespace porchlight::bridge {

enum class Standing {
    kNotHeard,  // since the bridge was started
    kGood,
    kSuspended,
    kUnknown,  // not enrolled at this server, or removed
};

// "not_heard", "good", "suspended", "unknown".
constexpr std::string_view code(Standing standing) {
    switch (standing) {
        case Standing::kGood: return "good";
        case Standing::kSuspended: return "suspended";
        case Standing::kUnknown: return "unknown";
        case Standing::kNotHeard: break;
    }
    return "not_heard";
}

// What an answer to a signed request tells; as it was, where it tells nothing.
template <class Asked>
Standing standing_after(const Asked& asked, Standing before) {
    if (asked)
        return Standing::kGood;
    if (asked.error() == LinkError::kSuspended)
        return Standing::kSuspended;
    return asked.error() == LinkError::kUnknownKiosk ? Standing::kUnknown : before;
}

}  // namespace porchlight::bridge

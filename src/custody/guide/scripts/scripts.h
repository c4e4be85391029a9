// The ceremonies that there are. Constants, any thread.
#pragma once

#include "custody/guide/script.h"

namespace porchlight::custody {

extern const Script kCreateScript;
extern const Script kReshareScript;
extern const Script kCheckScript;
extern const Script kOpenScript;
extern const Script kHoldScript;
extern const Script kDestroyScript;
extern const Script kStatusScript;
extern const Script kWitnessScript;
extern const Script kAuditScript;

}  // namespace porchlight::custody

// Whether a custodian's share may be destroyed today, and what is said of it then (custody/FORMAT.md, Destruction).
// Pure functions, any thread.
#pragma once

#include "custody/statements/shelf.h"

namespace porchlight::custody {

struct DestructionRequest {
    std::uint32_t epoch = 0;
    std::uint32_t sharing = 0;  // its number; 0: the newest in which this custodian has a share
    public_key custodian{};
    std::string city;
    std::string schedule;  // the id of the approved one, as on its paper
    date today = date::from_days(0);
};

struct DestructionPlan {
    protocol::Destruction said;
    std::string share_file;  // its usual name
    bool whole_key = false;  // a key file: one custodian made the key alone
    std::uint32_t sharing = 0;
};

// kSharing: the epoch is not known, or no share of this custodian there; kSchedule: not the one that the epoch's papers
// name, or they name none; kOnHold, kNotDue: not today. A share whose
// sharing was followed by another may go before the epoch is due, and while it is on hold.
Result<DestructionPlan> plan_destruction(const Shelf& shelf, const DestructionRequest& request);

}  // namespace porchlight::custody

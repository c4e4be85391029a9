// The operator's commands about accounts. Each says in one sentence or two what it did.
// One thread; the store may be open in a running server at the same time.
#pragma once

#include "server/admin.h"
#include "server/clock.h"

namespace porchlight::server {

// An account with an invitation, which the report has.
Report add_staff(const Command& command, const Clock& clock, Store& store);
// For demonstrations: an account with a password alone. password: without the end of its line.
Report add_demo_staff(const Command& command, std::string_view password, StaffStore& store);
Report reset_staff(const Command& command, const Clock& clock, Store& store);
Report unlock_staff(const Command& command, Store& store);
Report remove_staff(const Command& command, StaffStore& store);

}  // namespace porchlight::server

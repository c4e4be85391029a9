// The operator's commands for sites and kiosks: as admin.h, each says what it did.
#pragma once

#include "server/admin.h"

namespace porchlight::server {

Report add_site(const Command& command, Store& store);
Report list_sites(Store& store);
// A kiosk by its key, which somebody carried here.
Report add_kiosk(const Command& command, Store& store);
// The only place where the code is: the store has but the public half of its key. now: seconds since 1970.
Report make_enrolment_code(const Command& command, const DataDir& data, Store& store, std::int64_t now);
Report list_kiosks(Store& store);
Report suspend_kiosk(const Command& command, Store& store, bool suspended);
Report remove_kiosk(const Command& command, Store& store);

}  // namespace porchlight::server

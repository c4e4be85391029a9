// The operator's commands for service numbers: import a service's list, deal numbers to a site, count them.
// As admin.h: each says in one sentence what it did.
#pragma once

#include "server/admin.h"

namespace porchlight::server {

Report import_numbers(const Command& command, Store& store);
Report deal_numbers(const Command& command, Store& store);
Report count_numbers(Store& store);

}  // namespace porchlight::server

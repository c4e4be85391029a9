// `porchlight-server check`: what would be wrong if this server were started so, and what will be soon, in sentences
// for whoever runs it. Changes nothing, and may be asked while the server runs.
// One thread.
#pragma once

#include "server/admin.h"
#include "server/clock.h"

namespace porchlight::server {

// An error is what is wrong, a line each; else what will be soon, or that nothing is.
Report check_server(const Command& command, const DataDir& data, const Clock& clock);

}  // namespace porchlight::server

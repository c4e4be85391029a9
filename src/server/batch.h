// What the server says of its records for the public log (log/FORMAT.md, Entries, `batch`).
// One thread; the store may be open in a running server at the same time.
#pragma once

#include "server/admin.h"

namespace porchlight::server {

// Writes how many records of the epoch were shuffled and the root over their digests, as the log's entry. Refused
// while they are fewer than the programme shuffles together.
Report write_batch(const Command& command, Store& store);

}  // namespace porchlight::server

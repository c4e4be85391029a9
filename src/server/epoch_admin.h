// The operator's commands on epochs: taking what custodians signed, and saying what stands
// (protocol/PROTOCOL.md, Statements).
// One thread; the store may be open in a running server at the same time.
#pragma once

#include "server/admin.h"
#include "server/clock.h"

namespace porchlight::server {

// A statement, or the transcript of a sharing, signed by those who must, by the trust file of the data folder. A
// running server acts on it within 2 s.
Report import_statement(const Command& command, const DataDir& data, const Clock& clock, Store& store);

// One line an epoch: its dates, its state, and what is missing.
Report list_epochs(const Clock& clock, Store& store);

}  // namespace porchlight::server

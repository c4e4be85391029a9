// The peak resident memory of porchlight-custody while it answers, as a process of its own.
#pragma once

#include "tests/bench/custody/large_export.h"

namespace porchlight::bench {

// In KiB; 0 if it failed. The program is the one that PORCHLIGHT_CUSTODY names.
long peak_memory_of_answer(const tests::Dealt& dealt, const LargeExport& exported, const Folder& folder);

}  // namespace porchlight::bench

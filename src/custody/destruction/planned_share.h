// Whether a file is the share that a plan destroys (custody/FORMAT.md, Destruction): looked at before it is erased, so
// that no other is, and nothing false is said in public. One thread.
#pragma once

#include "custody/destruction/planning.h"
#include "custody/folder.h"
#include "custody/refusal.h"

namespace porchlight::custody {

// By what of a share file is public; a whole key by its public half, as this custodian's. share_malformed, share_epoch,
// share_sharing, share_index; the errors of reading and of key files.
Allowed<void> check_planned_share(const Folder& folder, const std::string& name, const DestructionPlan& plan,
                                  const public_key& custodian);

}  // namespace porchlight::custody

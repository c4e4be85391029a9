// Overwrites the part of this thread's stack that calls before have used and left. Any thread.
#pragma once

namespace porchlight::bridge {

// Call after work on what an applicant typed has returned: short strings live on the stack.
void wipe_stack();

}  // namespace porchlight::bridge

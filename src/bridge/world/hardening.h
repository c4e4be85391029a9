// What the process gives up before it sees anything of an applicant. Called once, first thing in main.
#pragma once

namespace porchlight::bridge {

// Starts the program again with the environment that makes GLib use malloc for everything (so that freed memory is
// wiped), once. Returns only if that has been done, or cannot be.
void restart_with_plain_allocator(char** arguments);

// No core dumps, no debugger of the same user, files for the owner only; and no page of the process's memory is swapped
// out, as it is used, where RLIMIT_MEMLOCK is or can be set to no limit (the unit sets it), or root runs it. Under a
// limit only what secret_bytes holds is locked, since locking all would make later allocations fail: false then.
bool harden_process();

}  // namespace porchlight::bridge

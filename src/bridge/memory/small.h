// A program that runs all day beside a browser: what it has freed goes back to the system. Any thread.
#pragma once

namespace porchlight::bridge {

// Before the first thread: one heap for all of them, and large blocks outside it, so that none is kept once freed.
void keep_memory_small();

}  // namespace porchlight::bridge

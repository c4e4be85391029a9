// This program once more, for work whose memory shall not stay: what it loads goes with it.
#pragma once

#include <string>
#include <vector>

namespace porchlight::bridge {

// With these arguments, this process's standard error and environment, and nothing else that is open here. Blocks until
// it has ended; its exit code, or -1 if it could not be started or was killed. Any thread.
int run_own_process(std::vector<std::string> arguments);

}  // namespace porchlight::bridge

// What the process gives up before it does anything: core dumps, being read by others of its user, files that
// others may read, and dying of a closed pipe or a file size limit.
// Once, at the start.
#pragma once

namespace porchlight::server {

// False if the system refuses.
[[nodiscard]] bool harden_process();

}  // namespace porchlight::server

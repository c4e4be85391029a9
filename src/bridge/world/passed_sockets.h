// Sockets that systemd listens on for the bridge and hands to it at its start (sd_listen_fds(3); so little of it that
// libsystemd is not needed). What waits on such a socket is the bridge's alone, also while the bridge is down. Called
// once, before threads.
#pragma once

#include "bridge/world/files.h"

#include <expected>
#include <string>
#include <vector>

namespace porchlight::bridge {

// None if none were passed to this process. One sentence if one of them is not a listening TCP socket on 127.0.0.1 or
// ::1, or none is on 127.0.0.1, or their ports differ. Takes the variables out of the environment.
std::expected<std::vector<OpenFile>, std::string> take_passed_sockets();

// The same of given descriptors, which it owns from here on.
std::expected<std::vector<OpenFile>, std::string> check_passed_sockets(std::vector<OpenFile> sockets);

}  // namespace porchlight::bridge

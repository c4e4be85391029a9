// Becomes another user, for good: a server that was started by root, to read its key or to have a low port, needs
// nothing of root afterwards.
// Once, before other threads.
#pragma once

#include <expected>
#include <string>

namespace porchlight::server {

// An error is one sentence.
std::expected<void, std::string> become_user(const std::string& name);

}  // namespace porchlight::server

// The control socket, DATA/control.sock: the same user asks the running bridge for a new one-time address.
// One line each way. Server side: coroutine on the serving thread. Client side: blocks.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace porchlight::bridge {

namespace asio = boost::asio;

// Answers "address" with what new_address() gives. False if the socket cannot be made (a path too long, or a disk
// that refuses). What an earlier bridge left there is replaced: the folder's lock says that it is gone.
bool serve_control(const asio::any_io_executor& executor, const std::filesystem::path& path,
                   std::function<std::string()> new_address);

// Nothing if no bridge answers there.
std::optional<std::string> ask_address(const std::filesystem::path& path);

}  // namespace porchlight::bridge

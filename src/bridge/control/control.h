// The control socket, DATA/control.sock: the same user asks the running bridge for something, by one word: a new
// one-time address, its port, how the server takes it, or to take a cleaning down. One line each way. Server side:
// coroutine on the serving thread. Client side: blocks.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace porchlight::bridge {

namespace asio = boost::asio;

// What a word is answered with, in one line; on a word that is not there the socket is closed.
using ControlWords = std::map<std::string, std::function<std::string()>>;

// False if the socket cannot be made (a path too long, or a disk that refuses). What an earlier bridge left there is
// replaced: the folder's lock says that it is gone.
bool serve_control(const asio::any_io_executor& executor, const std::filesystem::path& path, ControlWords words);

// Nothing if no bridge answers there, or it does not know the word.
std::optional<std::string> ask_control(const std::filesystem::path& path, const std::string& word);

}  // namespace porchlight::bridge

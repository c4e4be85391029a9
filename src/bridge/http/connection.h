// HTTP/1.1 on one accepted connection, within the protocol's limits. Coroutine on the serving thread.
#pragma once

#include "bridge/http/router.h"

#include <boost/asio/ip/tcp.hpp>

namespace porchlight::bridge {

// Until the browser closes, breaks a limit, or an event stream ends.
asio::awaitable<void> serve_connection(asio::ip::tcp::socket socket, Router& router);

}  // namespace porchlight::bridge

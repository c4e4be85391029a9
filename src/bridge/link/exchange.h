// One request and its answer, by HTTP/1.1 on a connection of its own: plain to this machine, over TLS to any other,
// whose certificate has to be the server's.
// Coroutines on the caller's thread.
#pragma once

#include "base/bytes.h"
#include "bridge/link/url.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/vector_body.hpp>

#include <chrono>
#include <memory>

namespace porchlight::bridge {

namespace asio = boost::asio;

// A server, and what its certificate is checked with.
struct Way {
    ServerUrl server;
    std::shared_ptr<asio::ssl::context> tls;  // none for http://
};

// Checked with the authority that was pinned, or with those that the system knows.
Way way_to(ServerUrl server);

// PEM with at least one certificate.
bool is_authority(std::string_view pem);

struct Reply {
    unsigned status = 0;
    std::string date;
    bytes body;
};

enum class ExchangeError {
    kGone,      // nobody answers, not in time, or not the server
    kTooLarge,  // the body is larger than it may be
};

using PlainRequest = boost::beast::http::request<boost::beast::http::vector_body<std::uint8_t>>;

// Sets Host, Connection and the length. patience: for the answer, once it is connected.
asio::awaitable<std::expected<Reply, ExchangeError>> exchange(Way way, PlainRequest request,
                                                              std::chrono::milliseconds patience, std::size_t max_size);

}  // namespace porchlight::bridge

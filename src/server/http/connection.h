// One client's connection: reads requests within their limits, has the router's handler answer them, one after the
// other. Its peer's address is never looked at.
// The I/O thread only.
#pragma once

#include "server/clock.h"
#include "server/http/router.h"
#include "server/http/waiting.h"
#include "server/log.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <memory>
#include <set>
#include <string>

namespace porchlight::server {

using tcp = asio::ip::tcp;

// What all connections of a server share.
struct ServerContext {
    const Router& router;
    const Clock& clock;
    Log& log;
    std::set<std::string, std::less<>> hosts;  // the Host values that are this server's
    bool stopping = false;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, ServerContext& context);

    // Until the client or the server has had enough.
    awaitable<void> run();
    // Tells a client that there is no room, and ends.
    awaitable<void> refuse(Error error);

    // The server stops: ends at once between requests, or after the answer under way.
    void stop();

private:
    using Parser = http::request_parser<http::string_body>;
    enum class Next { kGoOn, kClose };

    // An error: answer it, then close. Nothing: the client is gone.
    awaitable<std::expected<Request, std::optional<Error>>> read_request();
    awaitable<std::expected<Request, std::optional<Error>>> read_body(http::request_parser<http::empty_body>& head);
    std::expected<const Route*, Error> check_head(const http::request_parser<http::empty_body>& head) const;
    awaitable<bool> wait_for_request();
    awaitable<Response> answer(const Request& request);
    awaitable<Next> write(Response response, bool is_head, bool keep_alive);
    awaitable<bool> write_body(Response response, http::response<http::empty_body> head, bool is_head);
    awaitable<void> linger();
    std::optional<Error> error_of(boost::system::error_code error) const;

    void start_deadline(std::chrono::steady_clock::duration time);
    void end_deadline();

    tcp::socket m_socket;
    ServerContext& m_context;
    boost::beast::flat_buffer m_buffer;
    asio::steady_timer m_deadline;
    bool m_timed_out = false;
    bool m_is_idle = false;
};

}  // namespace porchlight::server

// Accepts connections on one address, as many as there is room for, until it is told to stop.
// The I/O thread only.
#pragma once

#include "server/http/connection.h"

#include <cstdint>

namespace porchlight::server {

class Listener {
public:
    // Throws boost::system::system_error where the address cannot be had. port 0: any that is free.
    Listener(asio::io_context& io, const tcp::endpoint& endpoint, ServerContext& context);

    std::uint16_t port() const { return m_acceptor.local_endpoint().port(); }
    void start();
    // No new connections; those under way end after their answer.
    void stop();
    bool is_empty() const { return m_open == 0; }

private:
    awaitable<void> accept();
    awaitable<void> serve(std::shared_ptr<Connection> connection, bool has_room);

    asio::io_context& m_io;
    tcp::acceptor m_acceptor;
    ServerContext& m_context;
    std::size_t m_open = 0;
    std::set<std::shared_ptr<Connection>> m_connections;
};

}  // namespace porchlight::server

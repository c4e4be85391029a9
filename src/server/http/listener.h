// Accepts connections on one address until it is told to stop, and keeps room. Where there is none, whoever has kept
// the server waiting for longest gives way; where nobody does, the newcomer is told so. How many come from where is
// counted in memory, and forgotten with the last of them.
// The I/O thread only.
#pragma once

#include "server/http/connection.h"
#include "server/http/limits.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <map>

namespace porchlight::server {

using tcp = asio::ip::tcp;

struct ListenerOptions {
    int socket = -1;  // of listen_on(); the listener's from then on
    std::size_t most = kMaxConnections;
    // Of one address, or of one /64 of IPv6. Nothing: as many as there is room for. A proxy on this machine speaks
    // for everybody.
    std::optional<std::size_t> most_of_address = std::nullopt;
};

// A socket that listens, so that a low port can be had before root's rights are given up. port 0: any that is free.
// Nothing: the address cannot be had.
std::optional<int> listen_on(const tcp::endpoint& endpoint);
std::uint16_t port_of(int socket);

// What carries a connection: plain TCP, or TLS.
using MakeStream = std::function<std::unique_ptr<Stream>(tcp::socket)>;

class Listener {
public:
    Listener(asio::io_context& io, ListenerOptions options, MakeStream make_stream, ServerContext& context);

    std::uint16_t port() const { return m_acceptor.local_endpoint().port(); }
    void start();
    // No new connections; those under way end after their answer.
    void stop();
    bool is_empty() const { return m_connections.empty(); }

private:
    enum class Verdict { kServe, kRefuse, kClose };

    awaitable<void> accept();
    awaitable<void> serve(std::shared_ptr<Connection> connection, bool has_room);
    void take(tcp::socket socket);
    Verdict judge(const asio::ip::address& from);
    bool make_room(const asio::ip::address* from);

    asio::io_context& m_io;
    tcp::acceptor m_acceptor;
    ListenerOptions m_options;
    MakeStream m_make_stream;
    ServerContext& m_context;
    std::map<std::shared_ptr<Connection>, asio::ip::address> m_connections;  // with where they are from
    std::map<asio::ip::address, std::size_t> m_from;
};

}  // namespace porchlight::server

#include "server/http/listener.h"

#include "server/http/limits.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace porchlight::server {
namespace {

// When the process has run out of descriptors, accepting again at once would only spin.
constexpr std::chrono::milliseconds kAcceptPause{200};
// Refusals under way beside the connections that are served.
constexpr std::size_t kMaxRefusals = 64;

}  // namespace

Listener::Listener(asio::io_context& io, const tcp::endpoint& endpoint, ServerContext& context)
    : m_io(io), m_acceptor(io, endpoint), m_context(context) {}

void Listener::start() { asio::co_spawn(m_io, accept(), asio::detached); }

void Listener::stop() {
    m_context.stopping = true;
    m_acceptor.close();
    for (const auto& connection : m_connections)
        connection->stop();
}

awaitable<void> Listener::accept() {
    while (m_acceptor.is_open()) {
        boost::system::error_code error;
        auto socket = co_await m_acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!error && m_open < kMaxConnections + kMaxRefusals) {
            boost::system::error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            auto connection = std::make_shared<Connection>(std::move(socket), m_context);
            asio::co_spawn(m_io, serve(std::move(connection), m_open < kMaxConnections), asio::detached);
        } else if (error && m_acceptor.is_open()) {
            asio::steady_timer pause(m_io, kAcceptPause);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }
}

awaitable<void> Listener::serve(std::shared_ptr<Connection> connection, bool has_room) {
    ++m_open;
    m_connections.insert(connection);
    try {
        if (has_room)
            co_await connection->run();
        else
            co_await connection->refuse(Error::kTooMany);
    } catch (const std::exception&) {
        // The connection's own trouble, such as no memory for its body: it is closed, the others go on.
        m_context.log.count_error(m_context.clock.today(), code(Error::kInternal));
    }
    m_connections.erase(connection);
    --m_open;
}

}  // namespace porchlight::server

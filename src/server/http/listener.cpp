#include "server/http/listener.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace porchlight::server {
namespace {

// When the process has run out of descriptors, accepting again at once would only spin.
constexpr std::chrono::milliseconds kAcceptPause{200};
// Refusals, and those who give way, beside the connections that are served.
constexpr std::size_t kMaxBesides = 64;
constexpr int kBacklog = 1024;
constexpr std::size_t kNetworkBytes = 8;

tcp::endpoint local_endpoint(int socket) {
    tcp::endpoint out;
    auto size = static_cast<socklen_t>(out.capacity());
    if (getsockname(socket, out.data(), &size) == 0)
        out.resize(size);
    return out;
}

// An IPv6 subscriber has a whole /64.
asio::ip::address network_of(const asio::ip::address& address) {
    if (!address.is_v6())
        return address;
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + kNetworkBytes, bytes.end(), 0);
    return asio::ip::make_address_v6(bytes);
}

}  // namespace

std::optional<int> listen_on(const tcp::endpoint& endpoint) {
    asio::io_context io(1);
    tcp::acceptor acceptor(io);
    boost::system::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(kBacklog, error);
    if (error)
        return std::nullopt;
    return acceptor.release();
}

std::uint16_t port_of(int socket) { return local_endpoint(socket).port(); }

Listener::Listener(asio::io_context& io, ListenerOptions options, MakeStream make_stream, ServerContext& context)
    : m_io(io), m_acceptor(io), m_options(options), m_make_stream(std::move(make_stream)), m_context(context) {
    m_acceptor.assign(local_endpoint(m_options.socket).protocol(), m_options.socket);
}

void Listener::start() { asio::co_spawn(m_io, accept(), asio::detached); }

void Listener::stop() {
    m_context.stopping = true;
    m_acceptor.close();
    for (const auto& [connection, from] : m_connections)
        connection->stop();
}

awaitable<void> Listener::accept() {
    while (m_acceptor.is_open()) {
        boost::system::error_code error;
        auto socket = co_await m_acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            take(std::move(socket));
        } else if (m_acceptor.is_open()) {
            make_room(nullptr);
            asio::steady_timer pause(m_io, kAcceptPause);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }
}

void Listener::take(tcp::socket socket) {
    boost::system::error_code error;
    socket.set_option(tcp::no_delay(true), error);
    const auto peer = socket.remote_endpoint(error);
    if (error)
        return;  // It is gone already.
    const auto from = network_of(peer.address());
    const auto verdict = judge(from);
    if (verdict == Verdict::kClose)
        return;
    auto connection = std::make_shared<Connection>(m_make_stream(std::move(socket)), m_io.get_executor(), m_context);
    m_connections.emplace(connection, from);
    ++m_from[from];
    asio::co_spawn(m_io, serve(std::move(connection), verdict == Verdict::kServe), asio::detached);
}

Listener::Verdict Listener::judge(const asio::ip::address& from) {
    if (m_connections.size() >= m_options.most + kMaxBesides)
        return Verdict::kClose;
    const auto count = m_from.find(from);
    if (m_options.most_of_address && count != m_from.end() && count->second >= *m_options.most_of_address)
        return make_room(&from) ? Verdict::kServe : Verdict::kRefuse;
    if (m_connections.size() < m_options.most)
        return Verdict::kServe;
    return make_room(nullptr) ? Verdict::kServe : Verdict::kRefuse;
}

// from: only among those of there. False if every one is being answered.
bool Listener::make_room(const asio::ip::address* from) {
    std::shared_ptr<Connection> slowest;
    for (const auto& [connection, there] : m_connections)
        if (connection->waiting_since() && (from == nullptr || there == *from) &&
            (!slowest || connection->waiting_since() < slowest->waiting_since()))
            slowest = connection;
    if (slowest)
        slowest->drop();
    return slowest != nullptr;
}

awaitable<void> Listener::serve(std::shared_ptr<Connection> connection, bool has_room) {
    try {
        if (has_room)
            co_await connection->run();
        else
            co_await connection->refuse(Error::kTooMany);
    } catch (const std::exception&) {
        // The connection's own trouble, such as no memory for its body: it is closed, the others go on.
        m_context.log.count_error(m_context.clock.today(), code(Error::kInternal));
    }
    const auto at = m_connections.find(connection);
    const auto count = m_from.find(at->second);
    if (--count->second == 0)
        m_from.erase(count);
    m_connections.erase(at);
}

}  // namespace porchlight::server

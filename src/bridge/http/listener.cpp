#include "bridge/http/listener.h"

#include "bridge/http/connection.h"
#include "bridge/world/log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace porchlight::bridge {
namespace {

using asio::ip::tcp;

constexpr int kMaxConnections = 64;
constexpr std::chrono::milliseconds kBreath{100};

std::optional<tcp::acceptor> bound(const asio::any_io_executor& executor, const tcp::endpoint& where) {
    boost::system::error_code failed;
    tcp::acceptor acceptor(executor);
    acceptor.open(where.protocol(), failed);
    if (failed)
        return std::nullopt;
    acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
    if (where.protocol() == tcp::v6())
        acceptor.set_option(asio::ip::v6_only(true), failed);
    acceptor.bind(where, failed);
    if (!failed)
        acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed)
        return std::nullopt;
    return acceptor;
}

asio::awaitable<void> serve_counted(tcp::socket socket, Router& router, std::shared_ptr<int> open) {
    ++*open;
    try {
        co_await serve_connection(std::move(socket), router);
    } catch (const std::exception&) {
        log_line("a connection ended by an error of the system");
    }
    --*open;
}

asio::awaitable<void> accept_all(tcp::acceptor& acceptor, Router& router, std::shared_ptr<int> open) {
    asio::steady_timer breath(acceptor.get_executor());
    for (;;) {
        boost::system::error_code failed;
        auto socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, failed));
        if (!failed && *open < kMaxConnections) {
            asio::co_spawn(acceptor.get_executor(), serve_counted(std::move(socket), router, open), asio::detached);
            continue;
        }
        if (!failed)
            continue;
        breath.expires_after(kBreath);
        co_await breath.async_wait(asio::use_awaitable);
    }
}

}  // namespace

std::optional<Listener> Listener::open(const asio::any_io_executor& executor, std::uint16_t port) {
    Listener out;
    auto four = bound(executor, {asio::ip::address_v4::loopback(), port});
    if (!four)
        return std::nullopt;
    out.m_port = four->local_endpoint().port();
    out.m_acceptors.push_back(std::move(*four));
    if (auto six = bound(executor, {asio::ip::address_v6::loopback(), out.m_port}))
        out.m_acceptors.push_back(std::move(*six));
    return out;
}

void Listener::start(Router& router) {
    const auto open = std::make_shared<int>(0);
    for (auto& acceptor : m_acceptors)
        asio::co_spawn(acceptor.get_executor(), accept_all(acceptor, router, open), asio::detached);
}

}  // namespace porchlight::bridge

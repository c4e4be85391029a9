#include "bridge/http/listener.h"

#include "bridge/http/connection.h"
#include "bridge/world/log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/socket.h>

namespace porchlight::bridge {
namespace {

using asio::ip::tcp;

constexpr int kMaxConnections = 64;
constexpr std::chrono::milliseconds kBreath{100};

using Bound = std::expected<tcp::acceptor, boost::system::error_code>;

Bound bound(const asio::any_io_executor& executor, const tcp::endpoint& where) {
    boost::system::error_code failed;
    tcp::acceptor acceptor(executor);
    acceptor.open(where.protocol(), failed);
    if (failed)
        return std::unexpected(failed);
    acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
    if (where.protocol() == tcp::v6())
        acceptor.set_option(asio::ip::v6_only(true), failed);
    acceptor.bind(where, failed);
    if (!failed)
        acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed)
        return std::unexpected(failed);
    return acceptor;
}

// Then nobody else without root's rights can have it either.
bool is_forbidden(const boost::system::error_code& failed) {
    return failed == boost::system::errc::permission_denied || failed == boost::system::errc::operation_not_permitted;
}

bool is_missing(const boost::system::error_code& failed) {
    return failed == boost::system::errc::address_not_available ||
           failed == boost::system::errc::address_family_not_supported;
}

std::string sentence(const boost::system::error_code& failed, std::uint16_t port, const std::string& at = "") {
    const auto which = "Port " + std::to_string(port) + at;
    if (is_forbidden(failed))
        return which +
               " is for root alone: let systemd pass it (porchlight-bridge.socket), or choose one from 1024 on "
               "with --port.";
    return which + " is in use: stop what uses it, or choose another with --port.";
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

std::expected<Listener, std::string> Listener::open(const asio::any_io_executor& executor, std::uint16_t port,
                                                    std::vector<OpenFile> passed) {
    Listener out;
    bool has_six = false;
    for (auto& socket : passed) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        ::getsockname(socket.descriptor(), reinterpret_cast<sockaddr*>(&address), &size);
        const bool is_six = address.ss_family == AF_INET6;
        has_six = has_six || is_six;
        tcp::acceptor acceptor(executor);
        acceptor.assign(is_six ? tcp::v6() : tcp::v4(), socket.release());
        out.add(std::move(acceptor));
    }
    if (passed.empty()) {
        auto four = bound(executor, {asio::ip::address_v4::loopback(), port});
        if (!four)
            return std::unexpected(sentence(four.error(), port));
        out.add(std::move(*four));
    }
    if (has_six)
        return out;
    auto six = bound(executor, {asio::ip::address_v6::loopback(), out.m_port});
    if (six)
        out.add(std::move(*six));
    // Another program there would be sent the code and the cookie.
    else if (!is_missing(six.error()) && !is_forbidden(six.error()))
        return std::unexpected(sentence(six.error(), out.m_port, " of the address ::1, where browsers look first,"));
    return out;
}

void Listener::add(tcp::acceptor acceptor) {
    m_port = acceptor.local_endpoint().port();
    m_acceptors.push_back(std::move(acceptor));
}

void Listener::start(Router& router) {
    const auto open = std::make_shared<int>(0);
    for (auto& acceptor : m_acceptors)
        asio::co_spawn(acceptor.get_executor(), accept_all(acceptor, router, open), asio::detached);
}

}  // namespace porchlight::bridge

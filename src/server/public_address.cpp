#include "server/public_address.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace porchlight::server {
namespace {

namespace ip = boost::asio::ip;

constexpr std::string_view kScheme = "https://";
constexpr std::uint16_t kHttpsPort = 443;

// A name in lower case, as browsers send it, and perhaps a port.
bool is_host(std::string_view text) {
    const auto colon = std::min(text.find(':'), text.size());
    const auto name = text.substr(0, colon);
    const auto port = text.substr(std::min(colon + 1, text.size()));
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !name.empty() && name.size() <= 253 && port.size() <= 5 && (port.empty() == (colon == text.size())) &&
           std::ranges::all_of(name,
                               [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '-'; }) &&
           std::ranges::all_of(port, is_digit);
}

std::string host_of(const ip::address& address) {
    return address.is_v6() ? '[' + address.to_string() + ']' : address.to_string();
}

ip::address address_of(const std::string& listen, boost::system::error_code& error) {
    return ip::make_address(listen == "localhost" ? "127.0.0.1" : listen, error);
}

}  // namespace

std::expected<ip::tcp::endpoint, std::string> read_endpoint(const Command& command) {
    boost::system::error_code error;
    const auto address = address_of(command.listen, error);
    if (error)
        return std::unexpected("The address " + command.listen + " is not one to listen on.");
    if (!address.is_loopback() && !command.behind_proxy.empty())
        return std::unexpected("Behind a proxy, listen on 127.0.0.1: the proxy on this machine speaks to the others.");
    if (!address.is_loopback() && command.tls_certificate.empty())
        return std::unexpected("Listening on " + command.listen +
                               " needs TLS: name a certificate with --tls-cert and --tls-key, or put a proxy that "
                               "speaks TLS before it and say --behind-proxy.");
    return ip::tcp::endpoint(address, command.port);
}

std::expected<PublicAddress, std::string> read_public_address(const Command& command, std::uint16_t port) {
    boost::system::error_code error;
    const auto address = address_of(command.listen, error);
    const auto suffix = ':' + std::to_string(port);
    const bool has_tls = !command.tls_certificate.empty();
    if (has_tls == command.tls_key.empty())
        return std::unexpected("A certificate needs its key: --tls-cert and --tls-key go together.");
    if (has_tls && !command.behind_proxy.empty())
        return std::unexpected("Either the server speaks TLS (--tls-cert) or a proxy before it (--behind-proxy).");
    PublicAddress out{has_tls || !command.behind_proxy.empty(), {"localhost" + suffix}};
    if (!address.is_unspecified())
        out.hosts.insert(host_of(address) + suffix);
    if (!command.behind_proxy.empty()) {
        const auto host = command.behind_proxy.starts_with(kScheme) ? command.behind_proxy.substr(kScheme.size()) : "";
        if (!is_host(host))
            return std::unexpected(
                "--behind-proxy takes the address that desks open, such as https://cards.city.example.");
        out.hosts.insert(host);
    }
    if (!address.is_loopback() && command.host.empty())
        return std::unexpected("Beyond this machine, a server has a name: say --host, such as cards.city.example.");
    if (!command.host.empty()) {
        if (!is_host(command.host) || command.host.contains(':'))
            return std::unexpected("The name " + command.host +
                                   " is not one of a host, in lower case and without a port.");
        out.hosts.insert(command.host + suffix);
        if (port == kHttpsPort)
            out.hosts.insert(command.host);
    }
    return out;
}

}  // namespace porchlight::server

#include "bridge/link/url.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr std::string_view kPlain = "http://";
constexpr std::string_view kSecure = "https://";
constexpr std::size_t kMaxHostBytes = 253;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_host(std::string_view text) {
    return !text.empty() && text.size() <= kMaxHostBytes && std::ranges::all_of(text, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
    });
}

bool is_port(std::string_view text) { return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_digit); }

}  // namespace

std::expected<ServerUrl, std::string> parse_server_url(std::string_view text) {
    const auto refused = std::unexpected("The server address '" + std::string(text) +
                                         "' is neither https:// with the name of a host, such as "
                                         "https://cards.city.example, nor http:// to this machine with a port, such as "
                                         "http://127.0.0.1:8460.");
    const bool is_secure = text.starts_with(kSecure);
    if (!is_secure && !text.starts_with(kPlain))
        return refused;
    auto rest = text.substr(is_secure ? kSecure.size() : kPlain.size());
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    const auto colon = std::min(rest.find(':'), rest.size());
    const auto host = rest.substr(0, colon);
    auto port = rest.substr(std::min(colon + 1, rest.size()));
    if (is_secure && colon == rest.size())
        port = "443";
    const bool is_this_machine = host == "127.0.0.1" || host == "localhost";
    if (!is_host(host) || !is_port(port) || (!is_secure && !is_this_machine))
        return refused;
    return ServerUrl{std::string(host), std::string(port), is_secure};
}

}  // namespace porchlight::bridge

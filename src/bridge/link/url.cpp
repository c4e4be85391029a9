#include "bridge/link/url.h"

#include <algorithm>

namespace porchlight::bridge {

std::expected<ServerUrl, std::string> parse_server_url(std::string_view text) {
    constexpr std::string_view kScheme = "http://";
    const auto refused = std::unexpected("The server address '" + std::string(text) +
                                         "' is not http:// to this machine with a port, such as "
                                         "http://127.0.0.1:8460: other servers need TLS, which is not there yet.");
    if (!text.starts_with(kScheme))
        return refused;
    auto rest = text.substr(kScheme.size());
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    const auto colon = rest.find(':');
    if (colon == rest.npos)
        return refused;
    const auto host = rest.substr(0, colon);
    const auto port = rest.substr(colon + 1);
    if ((host != "127.0.0.1" && host != "localhost") || port.empty() || port.size() > 5 ||
        !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
        return refused;
    return ServerUrl{std::string(host), std::string(port)};
}

}  // namespace porchlight::bridge

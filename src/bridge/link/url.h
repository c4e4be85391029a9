// The server's address. Only http:// to this machine, until the bridge speaks TLS. Pure, any thread.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace porchlight::bridge {

struct ServerUrl {
    std::string host;
    std::string port;
    std::string authority() const { return host + ":" + port; }
};

// One sentence for whoever gave it, if it is not allowed.
std::expected<ServerUrl, std::string> parse_server_url(std::string_view text);

}  // namespace porchlight::bridge

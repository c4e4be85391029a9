// The server's address: https://, or http:// to this machine. Pure, any thread.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace porchlight::bridge {

struct ServerUrl {
    std::string host;
    std::string port;
    bool is_secure = false;
    std::string authority_pem{};  // what its certificate has to be signed by; empty: an authority that the system knows

    // As a Host has it.
    std::string authority() const { return is_secure && port == "443" ? host : host + ":" + port; }
};

// One sentence for whoever gave it, if it is not allowed.
std::expected<ServerUrl, std::string> parse_server_url(std::string_view text);

}  // namespace porchlight::bridge

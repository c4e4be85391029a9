// One look at a server: does it answer, and what time does it say it is? Blocks; any thread.
#pragma once

#include "bridge/link/url.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace porchlight::bridge {

struct ServerLook {
    bool answers = false;
    std::optional<std::int64_t> clock = std::nullopt;  // of its Date, in seconds since 1970
};

ServerLook look_at_server(const ServerUrl& server, std::chrono::milliseconds patience);

// RFC 9110, 5.6.7, in the one form that may be sent: "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace porchlight::bridge

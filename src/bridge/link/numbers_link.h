// How the bridge fetches blocks of service numbers (PROTOCOL.md, Service numbers). An interface beside server_link.h,
// since no issuance needs it. Coroutines on the bridge's one serving thread.
#pragma once

#include "bridge/link/server_link.h"
#include "protocol/numbers.h"

namespace porchlight::bridge {

class NumbersLink {
public:
    virtual ~NumbersLink() = default;
    // A request of kind `numbers`, signed, with a challenge.
    virtual asio::awaitable<std::expected<std::vector<protocol::NumberBlock>, LinkError>> fetch_numbers(
        protocol::KioskRequestBytes request) = 0;
};

}  // namespace porchlight::bridge

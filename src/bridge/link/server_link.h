// What the bridge asks of the server (PROTOCOL.md). An interface: the real one speaks HTTP, tests bring their own.
// Coroutines on the bridge's one serving thread.
#pragma once

#include "base/bytes.h"
#include "protocol/kiosk_request.h"
#include "protocol/receipt.h"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <expected>
#include <string>

namespace porchlight::bridge {

namespace asio = boost::asio;

// What it is worth to ask again: kGone and kBusy after a while, kStaleChallenge at once.
enum class LinkError {
    kGone,            // nobody answers, or not in time: worth asking again
    kStaleChallenge,  // take a new one and sign again
    kBusy,            // 429: it answers, and wants to be asked later
    kUnknownKiosk,    // this kiosk is not enrolled there, or was removed
    kSuspended,       // this kiosk may ask for nothing for now
    kStoreFull,
    kNotThere,  // 404: the server has no manifest or release yet
    kRefused,   // any other answer that is not ours to repeat
};

constexpr bool is_worth_waiting(LinkError error) { return error == LinkError::kGone || error == LinkError::kBusy; }

class ServerLink {
public:
    virtual ~ServerLink() = default;
    virtual asio::awaitable<std::expected<protocol::Challenge, LinkError>> challenge() = 0;
    // wait: how long the server may hold back the answer "waiting".
    virtual asio::awaitable<std::expected<protocol::Answer, LinkError>> ask(protocol::KioskRequestBytes request,
                                                                            std::chrono::seconds wait) = 0;
    // path such as "/v1/manifest".
    virtual asio::awaitable<std::expected<bytes, LinkError>> fetch(std::string path, std::size_t max_size) = 0;
};

}  // namespace porchlight::bridge

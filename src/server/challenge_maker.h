// Challenges: an expiry and a MAC of it under a key that lives as long as this process, so that a recorded request
// is worth nothing tomorrow, and nothing need be kept (protocol/PROTOCOL.md, Challenge).
// Any thread.
#pragma once

#include "base/secret_bytes.h"
#include "protocol/kiosk_request.h"
#include "server/clock.h"

namespace porchlight::server {

constexpr std::int64_t kChallengeSeconds = 10 * 60;

class ChallengeMaker {
public:
    explicit ChallengeMaker(const Clock& clock);

    protocol::Challenge make() const;
    // Made by this process, and not past.
    bool is_good(const protocol::Challenge& challenge) const;

private:
    byte_array<16> mac_of(byte_view expiry) const;

    const Clock& m_clock;
    secret_bytes m_key;
};

}  // namespace porchlight::server

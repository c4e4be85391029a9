// Challenges for passkeys at the sign-in, where nobody is known yet: expiry (8) ‖ random (8) ‖ MAC (16). Nothing is
// kept for one that is only asked for; one that was answered is kept until it is over, so that it is good once.
// The I/O thread only.
#pragma once

#include "base/secret_bytes.h"
#include "server/clock.h"

#include <set>

namespace porchlight::server {

constexpr std::int64_t kPasskeyChallengeSeconds = 5 * 60;

using PasskeyChallenge = byte_array<32>;

class PasskeyChallenges {
public:
    explicit PasskeyChallenges(const Clock& clock);

    PasskeyChallenge make() const;
    // Made by this process, not past, and not taken before; now it is.
    bool take(byte_view challenge);

private:
    byte_array<16> mac_of(byte_view head) const;

    const Clock& m_clock;
    secret_bytes m_key;
    std::set<PasskeyChallenge> m_taken;  // by their expiry, the first bytes
};

}  // namespace porchlight::server

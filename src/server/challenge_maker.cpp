#include "server/challenge_maker.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::size_t kExpiryBytes = 8;

// Not the calendar's, which can be set back.
std::int64_t uptime_seconds(const Clock& clock) {
    return std::chrono::duration_cast<std::chrono::seconds>(clock.uptime()).count();
}

}  // namespace

ChallengeMaker::ChallengeMaker(const Clock& clock) : m_clock(clock), m_key(32) { random_bytes(m_key.span()); }

protocol::Challenge ChallengeMaker::make() const {
    protocol::Challenge out{};
    put_u64(out, static_cast<std::uint64_t>(uptime_seconds(m_clock) + kChallengeSeconds));
    std::ranges::copy(mac_of(byte_view(out).first(kExpiryBytes)), out.begin() + kExpiryBytes);
    return out;
}

bool ChallengeMaker::is_good(const protocol::Challenge& challenge) const {
    const auto expiry = byte_view(challenge).first(kExpiryBytes);
    if (!equal_secret(mac_of(expiry), byte_view(challenge).subspan(kExpiryBytes)))
        return false;
    return get_u64(expiry) > static_cast<std::uint64_t>(uptime_seconds(m_clock));
}

byte_array<16> ChallengeMaker::mac_of(byte_view expiry) const {
    return to_array<16>(keyed_hash(m_key.view(), {expiry}));
}

}  // namespace porchlight::server

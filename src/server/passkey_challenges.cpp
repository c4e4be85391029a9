#include "server/passkey_challenges.h"

#include "base/crypto.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::size_t kExpiryBytes = 8;
constexpr std::size_t kHeadBytes = 16;

}  // namespace

PasskeyChallenges::PasskeyChallenges(const Clock& clock) : m_clock(clock), m_key(32) { random_bytes(m_key.span()); }

PasskeyChallenge PasskeyChallenges::make() const {
    PasskeyChallenge out{};
    const byte_span bytes(out);
    put_u64(bytes, static_cast<std::uint64_t>(m_clock.unix_seconds() + kPasskeyChallengeSeconds));
    random_bytes(bytes.subspan(kExpiryBytes, kHeadBytes - kExpiryBytes));
    std::ranges::copy(mac_of(byte_view(out).first(kHeadBytes)), bytes.subspan(kHeadBytes).begin());
    return out;
}

bool PasskeyChallenges::take(byte_view challenge) {
    if (challenge.size() != std::tuple_size_v<PasskeyChallenge>)
        return false;
    const auto now = static_cast<std::uint64_t>(m_clock.unix_seconds());
    if (!equal_secret(mac_of(challenge.first(kHeadBytes)), challenge.subspan(kHeadBytes)) || get_u64(challenge) <= now)
        return false;
    while (!m_taken.empty() && get_u64(*m_taken.begin()) <= now)
        m_taken.erase(m_taken.begin());
    return m_taken.insert(to_array<32>(challenge)).second;
}

byte_array<16> PasskeyChallenges::mac_of(byte_view head) const {
    return to_array<16>(keyed_hash(m_key.view(), {head}));
}

}  // namespace porchlight::server

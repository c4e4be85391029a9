#include "base/slow_hash.h"

#include <sodium.h>

namespace porchlight {

std::optional<hash256> slow_hash(byte_view secret, const byte_array<16>& salt) {
    constexpr unsigned long long kPasses = 3;
    constexpr std::size_t kMemoryBytes = std::size_t{64} * 1024 * 1024;
    static_assert(crypto_pwhash_argon2id_SALTBYTES == 16);
    hash256 out;
    if (crypto_pwhash_argon2id(out.data(), out.size(), reinterpret_cast<const char*>(secret.data()), secret.size(),
                               salt.data(), kPasses, kMemoryBytes, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return std::nullopt;
    return out;
}

}  // namespace porchlight

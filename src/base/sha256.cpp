#include "base/sha256.h"

#include <sodium.h>

namespace porchlight {

byte_array<32> sha256(std::initializer_list<byte_view> parts) {
    static_assert(crypto_hash_sha256_BYTES == 32);
    crypto_hash_sha256_state state;
    byte_array<32> out{};
    crypto_hash_sha256_init(&state);
    for (auto part : parts)
        crypto_hash_sha256_update(&state, part.data(), part.size());
    crypto_hash_sha256_final(&state, out.data());
    return out;
}

}  // namespace porchlight

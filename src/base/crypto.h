// Hashing, signing, randomness and passwords: libsodium behind the words this project uses.
// Any thread, after start_crypto() has returned true once. No I/O but the system's random source.
#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"

#include <cstdint>
#include <initializer_list>
#include <string>

namespace porchlight {

// Must be called before anything else here; false if the machine has no working random source.
[[nodiscard]] bool start_crypto();

using hash256 = byte_array<32>;
using public_key = byte_array<32>;
using signature = byte_array<64>;

// BLAKE2b-256 (RFC 7693), of the parts one after the other.
hash256 hash(std::initializer_list<byte_view> parts);
inline hash256 hash(byte_view data) { return hash({data}); }
// Keyed BLAKE2b-256; key of 16 to 64 bytes.
hash256 keyed_hash(byte_view key, std::initializer_list<byte_view> parts);

void random_bytes(byte_span out);
template <std::size_t N>
byte_array<N> random_array() {
    byte_array<N> out;
    random_bytes(out);
    return out;
}
// Uniform in [0, bound); bound > 0.
std::uint32_t random_below(std::uint32_t bound);

// An Ed25519 key pair; the secret is libsodium's 64 bytes (seed and public key).
struct signing_key {
    public_key public_half{};
    secret_bytes secret;

    static signing_key generate();
    // From a seed of 32 bytes.
    static signing_key from_seed(byte_view seed);
    byte_view seed() const { return secret.view().first(32); }
};

// Over: length of context (1 byte), context, message (protocol/PROTOCOL.md, Signing). Context: 1 to 255 bytes.
signature sign(const signing_key& key, std::string_view context, byte_view message);
[[nodiscard]] bool verify(const public_key& key, std::string_view context, byte_view message, byte_view sig);

// Argon2id 1.3 password strings ("$argon2id$…"): interactive limits. Empty on lack of memory.
std::string hash_password(std::string_view password);
[[nodiscard]] bool password_matches(const std::string& hashed, std::string_view password);

}  // namespace porchlight

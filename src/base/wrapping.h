// Small secrets kept where others may look, under a key that is kept elsewhere: XChaCha20-Poly1305 (libsodium,
// draft-irtf-cfrg-xchacha), bound to what it is for.
// Any thread.
#pragma once

#include "base/secret_bytes.h"

#include <optional>
#include <string_view>

namespace porchlight {

constexpr std::size_t kWrappingKeyBytes = 32;

// nonce (24, random) ‖ ciphertext ‖ tag (16).
bytes wrap_secret(byte_view key, std::string_view context, byte_view secret);
// Nothing for another key or context, or changed bytes.
std::optional<secret_bytes> unwrap_secret(byte_view key, std::string_view context, byte_view wrapped);

}  // namespace porchlight

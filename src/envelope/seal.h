// Sealing content to an epoch's public key. Linked by the intake only. Pure but for randomness; any thread.
// Source: libsodium, "Sealed boxes" (crypto_box_seal).
#pragma once

#include "envelope/layout.h"

#include <expected>

namespace porchlight::envelope {

// content: 1 to kMaxContentBytes, else kContentSize. kPoint: the public key is not a usable X25519 key.
std::expected<Envelope, Error> seal(byte_view content, std::uint32_t epoch, const EpochPublicKey& key);

}  // namespace porchlight::envelope

// The public key of a passkey: ES256 (P-256, 64 bytes x ‖ y) or EdDSA (Ed25519, 32 bytes), by its length.
// Pure functions, any thread. Source: RFC 9053 (COSE keys), WebAuthn Level 3, 5.8.5.
#pragma once

#include "server/staff/cbor.h"

namespace porchlight::server {

constexpr std::int64_t kEs256 = -7;
constexpr std::int64_t kEdDsa = -8;

// The COSE key that the reader stands at, and no more. Nothing for another kind, or a point that is on no curve.
std::optional<bytes> read_passkey_key(CborReader& in);

// ECDSA signatures in DER, as WebAuthn has them.
bool passkey_signature_is_good(byte_view key, byte_view message, byte_view signature);

}  // namespace porchlight::server

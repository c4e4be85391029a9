// Key files: their exact bytes, and what they must hold (custody/FORMAT.md, Key files). Pure functions, any thread.
#pragma once

#include "base/crypto.h"
#include "base/secret_bytes.h"
#include "custody/error.h"

#include <expected>
#include <string_view>

namespace porchlight::custody {

enum class KeyKind { kCustodian, kRelease, kIssuer, kReceipt, kEpoch, kLog, kWitness };

// "custodian", "release", "issuer", "receipt", "epoch", "log", "witness".
std::string_view kind_name(KeyKind kind);
// "custodian.key", …, "epoch.share", "log.key", "witness.key".
std::string_view file_name(KeyKind kind);

struct KeyFile {
    KeyKind kind = KeyKind::kCustodian;
    secret_bytes secret;  // Ed25519 seed; for an epoch the scalar, little-endian
    byte_array<32> public_half{};

    // For all but an epoch.
    signing_key signer() const { return signing_key::from_seed(secret.view()); }
};

// A new random key.
KeyFile generate_key(KeyKind kind);

// The X25519 public key of an epoch's scalar: the Montgomery form of s·B. Nothing if the scalar is 0 or not reduced.
std::expected<byte_array<32>, Error> epoch_public_key(byte_view scalar);

secret_bytes key_text(const KeyFile& key);
// kKeyMalformed, kKeyKind, kKeyOtherPublic.
std::expected<KeyFile, Error> parse_key(byte_view text, KeyKind wanted);

}  // namespace porchlight::custody

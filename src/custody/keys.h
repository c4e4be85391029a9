// Custody's key files (custody/FORMAT.md). Pure functions but for randomness; any thread. Texts that hold a secret
// are the caller's to wipe.
#pragma once

#include "base/crypto.h"
#include "custody/error.h"
#include "envelope/layout.h"

#include <expected>
#include <string>

namespace porchlight::custody {

// The epoch's scalar: while one custodian holds it all, its share.
struct EpochShare {
    secret_bytes scalar;  // 32 bytes, reduced modulo L
    envelope::EpochPublicKey public_half{};
};

// Uniform scalar; the public key is the Montgomery form of s·B.
EpochShare generate_epoch_share();

std::string to_text(const signing_key& key, std::string_view kind);
std::string to_text(const EpochShare& share);

// kKeyMalformed, kKeyKind, kKeyMismatch.
std::expected<signing_key, Error> parse_signing_key(std::string_view text, std::string_view kind);
std::expected<EpochShare, Error> parse_epoch_share(std::string_view text);

}  // namespace porchlight::custody

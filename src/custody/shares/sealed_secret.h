// A secret of 32 bytes in a file under a passphrase, with public facts about it that are bound to it (custody/
// FORMAT.md, Share files). Any thread; Argon2id takes its memory and a good part of a second.
// Sources: RFC 9106; libsodium, "Encrypted streams".
#pragma once

#include "custody/shares/share.h"

namespace porchlight::custody {

constexpr std::size_t kSealedSecretBytes = 145;
constexpr std::size_t kMinPassphraseBytes = 12;  // of a new one
constexpr std::size_t kMaxPassphraseBytes = 256;

enum class SecretKind { kShare, kCeremony };

// What a guess costs.
struct PassphraseCost {
    std::uint32_t passes = 3;
    std::uint32_t memory_kib = 256U << 10;
};

// Of a share: epoch, sharing, index, hash of the sharing, scalar. Of a ceremony: the hash is the invitation's, and
// `scalar` its seed. kMemory.
std::expected<bytes, ShareError> seal_secret(SecretKind kind, const Share& secret, byte_view passphrase,
                                             const PassphraseCost& cost = {});

// The public facts alone; the scalar is empty. kMalformed.
std::expected<Share, ShareError> read_secret_header(SecretKind kind, byte_view file);
// kMalformed, kMemory, kPassphrase; kScalar for a share that is no scalar.
std::expected<Share, ShareError> open_secret(SecretKind kind, byte_view file, byte_view passphrase);

}  // namespace porchlight::custody

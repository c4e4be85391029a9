#include "custody/shares/sealed_secret.h"

#include "custody/group/scalar.h"

#include <sodium.h>

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMagicBytes = 4;
constexpr std::size_t kHashAt = 16;
constexpr std::size_t kCostAt = 48;
constexpr std::size_t kSaltAt = 56;
constexpr std::size_t kStreamAt = 72;
constexpr std::size_t kHeaderBytes = 96;
constexpr std::size_t kSecretBytes = 32;
constexpr std::uint32_t kMaxPasses = 16;
constexpr std::uint32_t kMinMemoryKib = 8;
constexpr std::uint32_t kMaxMemoryKib = 1U << 20;
static_assert(crypto_pwhash_SALTBYTES == kStreamAt - kSaltAt);
static_assert(crypto_secretstream_xchacha20poly1305_HEADERBYTES == kHeaderBytes - kStreamAt);
static_assert(kSealedSecretBytes == kHeaderBytes + kSecretBytes + crypto_secretstream_xchacha20poly1305_ABYTES);

using StreamState = crypto_secretstream_xchacha20poly1305_state;

std::string_view magic(SecretKind kind) { return kind == SecretKind::kShare ? "PLS1" : "PLC1"; }

std::expected<secret_bytes, ShareError> key_of(byte_view passphrase, byte_view header) {
    secret_bytes key(crypto_secretstream_xchacha20poly1305_KEYBYTES);
    const auto passes = get_u32(header.subspan(kCostAt));
    const std::size_t memory = std::size_t{get_u32(header.subspan(kCostAt + 4))} << 10U;
    if (crypto_pwhash(key.data(), key.size(), reinterpret_cast<const char*>(passphrase.data()), passphrase.size(),
                      header.data() + kSaltAt, passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return std::unexpected(ShareError::kMemory);
    return key;
}

void put_header(byte_span out, SecretKind kind, const Share& secret, const PassphraseCost& cost) {
    std::ranges::copy(magic(kind), out.begin());
    put_u32(out.subspan(4), secret.epoch);
    put_u32(out.subspan(8), secret.sharing);
    put_u32(out.subspan(12), secret.index);
    std::ranges::copy(secret.transcript, out.begin() + kHashAt);
    put_u32(out.subspan(kCostAt), cost.passes);
    put_u32(out.subspan(kCostAt + 4), cost.memory_kib);
    random_bytes(out.subspan(kSaltAt, kStreamAt - kSaltAt));
}

}  // namespace

std::expected<bytes, ShareError> seal_secret(SecretKind kind, const Share& secret, byte_view passphrase,
                                             const PassphraseCost& cost) {
    bytes out(kSealedSecretBytes);
    const byte_span all(out);
    put_header(all, kind, secret, cost);
    const auto key = key_of(passphrase, all);
    if (!key)
        return std::unexpected(key.error());
    StreamState state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, out.data() + kStreamAt, key->data());
    crypto_secretstream_xchacha20poly1305_push(&state, out.data() + kHeaderBytes, nullptr, secret.scalar.data(),
                                               secret.scalar.size(), out.data(), kHeaderBytes,
                                               crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    sodium_memzero(&state, sizeof state);
    return out;
}

std::expected<Share, ShareError> read_secret_header(SecretKind kind, byte_view file) {
    if (file.size() != kSealedSecretBytes || as_text(file.first(kMagicBytes)) != magic(kind))
        return std::unexpected(ShareError::kMalformed);
    Share out{get_u32(file.subspan(4)),
              get_u32(file.subspan(8)),
              get_u32(file.subspan(12)),
              to_array<32>(file.subspan(kHashAt, 32)),
              {}};
    const auto passes = get_u32(file.subspan(kCostAt));
    const auto memory = get_u32(file.subspan(kCostAt + 4));
    if (out.epoch == 0 || out.sharing == 0 || out.index == 0 || out.index > kMaxCustodians || passes == 0 ||
        passes > kMaxPasses || memory < kMinMemoryKib || memory > kMaxMemoryKib)
        return std::unexpected(ShareError::kMalformed);
    return out;
}

std::expected<Share, ShareError> open_secret(SecretKind kind, byte_view file, byte_view passphrase) {
    auto out = read_secret_header(kind, file);
    if (!out)
        return out;
    const auto key = key_of(passphrase, file);
    if (!key)
        return std::unexpected(key.error());
    StreamState state;
    out->scalar = secret_bytes(kSecretBytes);
    unsigned char tag = 0;
    const bool opened =
        crypto_secretstream_xchacha20poly1305_init_pull(&state, file.data() + kStreamAt, key->data()) == 0 &&
        crypto_secretstream_xchacha20poly1305_pull(&state, out->scalar.data(), nullptr, &tag,
                                                   file.data() + kHeaderBytes, file.size() - kHeaderBytes, file.data(),
                                                   kHeaderBytes) == 0;
    sodium_memzero(&state, sizeof state);
    if (!opened || tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
        return std::unexpected(ShareError::kPassphrase);
    if (kind == SecretKind::kShare && !group::is_usable_scalar(out->scalar.view()))
        return std::unexpected(ShareError::kScalar);
    return out;
}

}  // namespace porchlight::custody

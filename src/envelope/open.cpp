#include "envelope/open.h"

#include <sodium.h>

#include <algorithm>

namespace porchlight::envelope {
namespace {

std::expected<secret_bytes, Error> box_key(byte_view combined) {
    secret_bytes shared(crypto_scalarmult_BYTES);
    if (combined.size() != crypto_core_ed25519_BYTES ||
        crypto_sign_ed25519_pk_to_curve25519(shared.data(), combined.data()) != 0)
        return std::unexpected(Error::kPoint);
    secret_bytes key(crypto_core_hsalsa20_OUTPUTBYTES);
    const byte_array<crypto_core_hsalsa20_INPUTBYTES> zero{};
    crypto_core_hsalsa20(key.data(), zero.data(), shared.data(), nullptr);
    return key;
}

byte_array<crypto_box_NONCEBYTES> seal_nonce(byte_view ephemeral, const EpochPublicKey& key) {
    crypto_generichash_state state;
    byte_array<crypto_box_NONCEBYTES> nonce;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, ephemeral.data(), ephemeral.size());
    crypto_generichash_update(&state, key.data(), key.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    return nonce;
}

std::expected<secret_bytes, Error> content_of(byte_view plain, byte_view header) {
    if (!std::equal(header.begin(), header.end(), plain.begin()))
        return std::unexpected(Error::kHeaderDiffers);
    std::size_t size = 0;
    if (sodium_unpad(&size, plain.data() + kHeaderBytes, kPaddedContentBytes, kPaddedContentBytes) != 0)
        return std::unexpected(Error::kPadding);
    if (size == 0)
        return std::unexpected(Error::kContentSize);
    return secret_bytes(plain.subspan(kHeaderBytes, size));
}

}  // namespace

std::expected<Point, Error> lifted_ephemeral_key(byte_view envelope) {
    if (const auto header = read_header(envelope); !header)
        return std::unexpected(header.error());
    const auto ephemeral = to_array<32>(envelope.subspan(kHeaderBytes, 32));
    std::optional<Point> point;
    lift_each({&ephemeral, 1}, {&point, 1});
    if (!point || crypto_core_ed25519_is_valid_point(point->data()) != 1)
        return std::unexpected(Error::kPoint);
    return *point;
}

std::expected<secret_bytes, Error> partial(byte_view scalar, const Point& ephemeral) {
    secret_bytes out(crypto_core_ed25519_BYTES);
    if (scalar.size() != crypto_core_ed25519_SCALARBYTES ||
        crypto_scalarmult_ed25519_noclamp(out.data(), scalar.data(), ephemeral.data()) != 0)
        return std::unexpected(Error::kPoint);
    return out;
}

std::expected<secret_bytes, Error> open(byte_view envelope, std::uint32_t epoch, const EpochPublicKey& key,
                                        byte_view combined_partials) {
    if (const auto header = check_header(envelope, epoch, key); !header)
        return std::unexpected(header.error());
    const auto secret = box_key(combined_partials);
    if (!secret)
        return std::unexpected(secret.error());
    const auto sealed = envelope.subspan(kHeaderBytes);
    const auto nonce = seal_nonce(sealed.first(32), key);
    secret_bytes plain(kPlainBytes);
    if (crypto_secretbox_open_easy(plain.data(), sealed.data() + 32, sealed.size() - 32, nonce.data(),
                                   secret->data()) != 0)
        return std::unexpected(Error::kCorrupt);
    return content_of(plain.view(), envelope.first(kHeaderBytes));
}

}  // namespace porchlight::envelope

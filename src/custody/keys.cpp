#include "custody/keys.h"

#include "base/json.h"

#include <sodium.h>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxKeyFileBytes = 1024;

// The Montgomery form of s·B, or nothing if s is 0 or s·B cannot be converted.
std::optional<envelope::EpochPublicKey> public_half_of(byte_view scalar) {
    byte_array<crypto_core_ed25519_BYTES> point;
    envelope::EpochPublicKey out;
    if (crypto_scalarmult_ed25519_base_noclamp(point.data(), scalar.data()) != 0 ||
        crypto_sign_ed25519_pk_to_curve25519(out.data(), point.data()) != 0)
        return std::nullopt;
    return out;
}

bool is_reduced(byte_view scalar) {
    secret_bytes wide(crypto_core_ed25519_NONREDUCEDSCALARBYTES);
    std::copy(scalar.begin(), scalar.end(), wide.data());
    secret_bytes reduced(crypto_core_ed25519_SCALARBYTES);
    crypto_core_ed25519_scalar_reduce(reduced.data(), wide.data());
    return equal_secret(reduced.view(), scalar);
}

std::string key_text(std::string_view kind, std::string_view secret_name, byte_view secret, byte_view public_half) {
    std::string hex = to_hex(secret);
    std::string out = "{\"v\":1,\"kind\":\"" + std::string(kind) + "\",\"" + std::string(secret_name) + "\":\"" +
                      hex + "\",\"public\":\"" + to_hex(public_half) + "\"}\n";
    wipe(hex);
    return out;
}

struct KeyFields {
    secret_bytes secret;
    byte_array<32> public_half{};
};

std::expected<KeyFields, Error> parse_fields(std::string_view text, std::string_view kind, const char* secret_name) {
    const auto object = parse_json(text, kMaxKeyFileBytes);
    if (!object || !integer_member(*object, "v", 1, 1))
        return std::unexpected(Error::kKeyMalformed);
    if (text_member(*object, "kind", 16) != kind)
        return std::unexpected(Error::kKeyKind);
    auto secret = hex_member<32>(*object, secret_name);
    const auto public_half = hex_member<32>(*object, "public");
    if (!secret || !public_half || !has_exactly(*object, {"v", "kind", secret_name, "public"}))
        return std::unexpected(Error::kKeyMalformed);
    KeyFields out{secret_bytes(*secret), *public_half};
    wipe(byte_span(*secret));
    return out;
}

}  // namespace

EpochShare generate_epoch_share() {
    EpochShare share{secret_bytes(crypto_core_ed25519_SCALARBYTES), {}};
    std::optional<envelope::EpochPublicKey> public_half;
    while (!public_half) {
        crypto_core_ed25519_scalar_random(share.scalar.data());
        public_half = public_half_of(share.scalar.view());
    }
    share.public_half = *public_half;
    return share;
}

std::string to_text(const signing_key& key, std::string_view kind) {
    return key_text(kind, "seed", key.seed(), key.public_half);
}

std::string to_text(const EpochShare& share) {
    return key_text("epoch", "scalar", share.scalar.view(), share.public_half);
}

std::expected<signing_key, Error> parse_signing_key(std::string_view text, std::string_view kind) {
    const auto fields = parse_fields(text, kind, "seed");
    if (!fields)
        return std::unexpected(fields.error());
    auto key = signing_key::from_seed(fields->secret.view());
    if (key.public_half != fields->public_half)
        return std::unexpected(Error::kKeyMismatch);
    return key;
}

std::expected<EpochShare, Error> parse_epoch_share(std::string_view text) {
    auto fields = parse_fields(text, "epoch", "scalar");
    if (!fields)
        return std::unexpected(fields.error());
    if (!is_reduced(fields->secret.view()))
        return std::unexpected(Error::kKeyMalformed);
    const auto public_half = public_half_of(fields->secret.view());
    if (!public_half || *public_half != fields->public_half)
        return std::unexpected(Error::kKeyMismatch);
    return EpochShare{std::move(fields->secret), *public_half};
}

}  // namespace porchlight::custody

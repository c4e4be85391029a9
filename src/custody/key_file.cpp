#include "custody/key_file.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace porchlight::custody {
namespace {

constexpr std::size_t kHalfBytes = 32;
constexpr std::size_t kHexBytes = 2 * kHalfBytes;
constexpr std::array kKinds{KeyKind::kCustodian, KeyKind::kRelease, KeyKind::kIssuer, KeyKind::kReceipt,
                            KeyKind::kEpoch,     KeyKind::kLog,     KeyKind::kWitness};

// What stands around the two halves.
struct Frame {
    std::string before_secret;
    std::string before_public;
    std::string_view end = "\"}\n";

    std::size_t secret_at() const { return before_secret.size(); }
    std::size_t public_at() const { return secret_at() + kHexBytes + before_public.size(); }
    std::size_t size() const { return public_at() + kHexBytes + end.size(); }
};

Frame frame_of(KeyKind kind) {
    const std::string secret = kind == KeyKind::kEpoch ? "scalar" : "seed";
    return {"{\"v\":1,\"kind\":\"" + std::string(kind_name(kind)) + "\",\"" + secret + "\":\"", "\",\"public\":\""};
}

void put(std::string_view text, std::uint8_t* at) { std::copy(text.begin(), text.end(), at); }

void put_hex(byte_view in, std::uint8_t* at) {
    secret_bytes digits(2 * in.size() + 1);
    sodium_bin2hex(reinterpret_cast<char*>(digits.data()), digits.size(), in.data(), in.size());
    std::copy_n(digits.data(), 2 * in.size(), at);
}

bool get_hex(byte_view digits, byte_span out) {
    std::size_t written = 0;
    return sodium_hex2bin(out.data(), out.size(), reinterpret_cast<const char*>(digits.data()), digits.size(), nullptr,
                          &written, nullptr) == 0 &&
           written == out.size();
}

bool is_of_kind(byte_view text, KeyKind kind) { return as_text(text).starts_with(frame_of(kind).before_secret); }

std::expected<byte_array<32>, Error> public_half_of(const KeyFile& key) {
    if (key.kind == KeyKind::kEpoch)
        return epoch_public_key(key.secret.view());
    return key.signer().public_half;
}

}  // namespace

std::string_view kind_name(KeyKind kind) {
    switch (kind) {
        case KeyKind::kCustodian: return "custodian";
        case KeyKind::kRelease: return "release";
        case KeyKind::kIssuer: return "issuer";
        case KeyKind::kReceipt: return "receipt";
        case KeyKind::kEpoch: return "epoch";
        case KeyKind::kLog: return "log";
        case KeyKind::kWitness: return "witness";
    }
    return "";
}

std::string_view file_name(KeyKind kind) {
    switch (kind) {
        case KeyKind::kCustodian: return "custodian.key";
        case KeyKind::kRelease: return "release.key";
        case KeyKind::kIssuer: return "issuer.key";
        case KeyKind::kReceipt: return "receipt.key";
        case KeyKind::kEpoch: return "epoch.share";
        case KeyKind::kLog: return "log.key";
        case KeyKind::kWitness: return "witness.key";
    }
    return "";
}

KeyFile generate_key(KeyKind kind) {
    KeyFile key{kind, secret_bytes(kHalfBytes), {}};
    if (kind == KeyKind::kEpoch)
        crypto_core_ed25519_scalar_random(key.secret.data());
    else
        random_bytes(key.secret.span());
    key.public_half = *public_half_of(key);
    return key;
}

std::expected<byte_array<32>, Error> epoch_public_key(byte_view scalar) {
    static_assert(crypto_core_ed25519_SCALARBYTES == kHalfBytes && crypto_core_ed25519_BYTES == kHalfBytes);
    secret_bytes wide(crypto_core_ed25519_NONREDUCEDSCALARBYTES);
    secret_bytes reduced(kHalfBytes);
    if (scalar.size() != kHalfBytes)
        return std::unexpected(Error::kKeyMalformed);
    std::copy(scalar.begin(), scalar.end(), wide.data());
    crypto_core_ed25519_scalar_reduce(reduced.data(), wide.data());
    byte_array<32> point{};
    byte_array<32> out{};
    if (!equal_secret(scalar, reduced.view()) ||
        crypto_scalarmult_ed25519_base_noclamp(point.data(), scalar.data()) != 0 ||
        crypto_sign_ed25519_pk_to_curve25519(out.data(), point.data()) != 0)
        return std::unexpected(Error::kKeyMalformed);
    return out;
}

secret_bytes key_text(const KeyFile& key) {
    const auto frame = frame_of(key.kind);
    secret_bytes text(frame.size());
    put(frame.before_secret, text.data());
    put_hex(key.secret.view(), text.data() + frame.secret_at());
    put(frame.before_public, text.data() + frame.secret_at() + kHexBytes);
    put_hex(key.public_half, text.data() + frame.public_at());
    put(frame.end, text.data() + frame.public_at() + kHexBytes);
    return text;
}

std::expected<KeyFile, Error> parse_key(byte_view text, KeyKind wanted) {
    if (!is_of_kind(text, wanted)) {
        const bool other = std::ranges::any_of(kKinds, [&](KeyKind kind) { return is_of_kind(text, kind); });
        return std::unexpected(other ? Error::kKeyKind : Error::kKeyMalformed);
    }
    const auto frame = frame_of(wanted);
    KeyFile key{wanted, secret_bytes(kHalfBytes), {}};
    if (text.size() != frame.size() || !get_hex(text.subspan(frame.secret_at(), kHexBytes), key.secret.span()) ||
        !get_hex(text.subspan(frame.public_at(), kHexBytes), key.public_half))
        return std::unexpected(Error::kKeyMalformed);
    // Any other bytes than a writer's, such as capital digits or spaces, show here.
    if (!equal_secret(key_text(key).view(), text))
        return std::unexpected(Error::kKeyMalformed);
    const auto own = public_half_of(key);
    if (!own)
        return std::unexpected(own.error());
    if (*own != key.public_half)
        return std::unexpected(Error::kKeyOtherPublic);
    return key;
}

}  // namespace porchlight::custody

#include "custody/group/point.h"

#include "base/encoding.h"

#include <sodium.h>

namespace porchlight::custody::group {

static_assert(crypto_core_ed25519_BYTES == kPointBytes);

std::optional<Point> parse_point(byte_view encoded) {
    if (encoded.size() != kPointBytes || crypto_core_ed25519_is_valid_point(encoded.data()) != 1)
        return std::nullopt;
    return to_array<kPointBytes>(encoded);
}

std::optional<Point> parse_point_hex(std::string_view digits) {
    const auto encoded = array_from_hex<kPointBytes>(digits);
    return encoded ? parse_point(*encoded) : std::nullopt;
}

// x = 0, y = 1.
Point identity() { return {1}; }

bool is_identity(const Point& point) { return point == identity(); }

Point add(const Point& a, const Point& b) {
    Point out{};
    if (crypto_core_ed25519_add(out.data(), a.data(), b.data()) != 0)
        return identity();
    return out;
}

Point subtract(const Point& a, const Point& b) {
    Point out{};
    if (crypto_core_ed25519_sub(out.data(), a.data(), b.data()) != 0)
        return identity();
    return out;
}

// libsodium fails where the result is the identity, and for points of small order, which are none of ours.
Point multiply(byte_view scalar, const Point& point) {
    Point out{};
    if (is_identity(point) || crypto_scalarmult_ed25519_noclamp(out.data(), scalar.data(), point.data()) != 0)
        return identity();
    return out;
}

Point base_multiply(byte_view scalar) {
    Point out{};
    if (crypto_scalarmult_ed25519_base_noclamp(out.data(), scalar.data()) != 0)
        return identity();
    return out;
}

secret_bytes secret_multiple(byte_view scalar, const Point& point) {
    secret_bytes out(identity());
    if (!is_identity(point) && crypto_scalarmult_ed25519_noclamp(out.data(), scalar.data(), point.data()) != 0)
        out = secret_bytes(identity());
    return out;
}

std::optional<byte_array<32>> montgomery_form(const Point& point) {
    byte_array<32> out{};
    if (is_identity(point) || crypto_sign_ed25519_pk_to_curve25519(out.data(), point.data()) != 0)
        return std::nullopt;
    return out;
}

}  // namespace porchlight::custody::group

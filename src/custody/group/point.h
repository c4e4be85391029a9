// Points of the prime-order subgroup of edwards25519, compressed to 32 bytes. Whoever reads one calls parse_point
// first; the other functions take only points that came from here. Pure functions, any thread.
// Source: RFC 8032, section 5.1; RFC 7748, section 4.1; libsodium, "Point*scalar multiplication".
#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"

#include <optional>
#include <string_view>

namespace porchlight::custody::group {

constexpr std::size_t kPointBytes = 32;
using Point = byte_array<kPointBytes>;

// 32 bytes: canonical, on the curve, in the prime-order subgroup, not the identity; nothing for any other.
std::optional<Point> parse_point(byte_view encoded);
// The same from 64 lower-case hex digits.
std::optional<Point> parse_point_hex(std::string_view digits);

Point identity();
bool is_identity(const Point& point);

Point add(const Point& a, const Point& b);
Point subtract(const Point& a, const Point& b);

// scalar·P and scalar·B; 32 bytes, reduced; 0 and the identity give the identity. In constant time for scalars that
// are not 0.
Point multiply(byte_view scalar, const Point& point);
Point base_multiply(byte_view scalar);
// scalar·P where that is a secret: 32 bytes.
secret_bytes secret_multiple(byte_view scalar, const Point& point);

// The X25519 form u = (1 + y) / (1 - y); nothing for the identity, which has none.
std::optional<byte_array<32>> montgomery_form(const Point& point);

}  // namespace porchlight::custody::group

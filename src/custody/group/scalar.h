// Scalars of edwards25519: integers modulo L = 2^252 + 27742317777372353535851937790883648493, as 32 bytes
// little-endian. What is secret is in secret_bytes; Scalar is for public values alone. Pure functions but for
// randomness, any thread. Source: RFC 8032, section 5.1; libsodium, "Finite field arithmetic".
#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"

#include <cstdint>

namespace porchlight::custody::group {

constexpr std::size_t kScalarBytes = 32;
using Scalar = byte_array<kScalarBytes>;  // public

// 32 bytes, less than L, not 0. In constant time.
bool is_usable_scalar(byte_view scalar);

// Uniform in 1 to L - 1.
secret_bytes random_scalar();

// out may be one of the operands; all of 32 bytes, reduced. In constant time.
void add_scalars(byte_span out, byte_view a, byte_view b);
void subtract_scalars(byte_span out, byte_view a, byte_view b);
void multiply_scalars(byte_span out, byte_view a, byte_view b);

// A small public number, such as an index.
Scalar scalar_of(std::uint32_t value);
// 64 bytes little-endian, such as a SHA-512, modulo L.
Scalar reduced_scalar(const byte_array<64>& wide);

}  // namespace porchlight::custody::group

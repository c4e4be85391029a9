#include "custody/group/scalar.h"

#include <sodium.h>

namespace porchlight::custody::group {

static_assert(crypto_core_ed25519_SCALARBYTES == kScalarBytes);
static_assert(crypto_core_ed25519_NONREDUCEDSCALARBYTES == 64);

// libsodium leaves copies of the operands on the stack.
constexpr std::size_t kStackBytes = 1024;

bool is_usable_scalar(byte_view scalar) {
    if (scalar.size() != kScalarBytes)
        return false;
    secret_bytes wide(crypto_core_ed25519_NONREDUCEDSCALARBYTES);
    secret_bytes reduced(kScalarBytes);
    for (std::size_t i = 0; i < kScalarBytes; ++i)
        wide.data()[i] = scalar[i];
    crypto_core_ed25519_scalar_reduce(reduced.data(), wide.data());
    return equal_secret(reduced.view(), scalar) && !all_zero(scalar);
}

secret_bytes random_scalar() {
    secret_bytes out(kScalarBytes);
    crypto_core_ed25519_scalar_random(out.data());
    return out;
}

void add_scalars(byte_span out, byte_view a, byte_view b) {
    crypto_core_ed25519_scalar_add(out.data(), a.data(), b.data());
    sodium_stackzero(kStackBytes);
}

void subtract_scalars(byte_span out, byte_view a, byte_view b) {
    crypto_core_ed25519_scalar_sub(out.data(), a.data(), b.data());
    sodium_stackzero(kStackBytes);
}

void multiply_scalars(byte_span out, byte_view a, byte_view b) {
    crypto_core_ed25519_scalar_mul(out.data(), a.data(), b.data());
    sodium_stackzero(kStackBytes);
}

Scalar scalar_of(std::uint32_t value) {
    Scalar out{};
    for (std::size_t i = 0; i < sizeof value; ++i)
        out[i] = static_cast<std::uint8_t>(value >> (8 * i));
    return out;
}

Scalar reduced_scalar(const byte_array<64>& wide) {
    Scalar out;
    crypto_core_ed25519_scalar_reduce(out.data(), wide.data());
    return out;
}

}  // namespace porchlight::custody::group

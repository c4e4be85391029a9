#include "custody/group/polynomial.h"

#include <sodium.h>

#include <ranges>

namespace porchlight::custody::group {

Polynomial Polynomial::random(std::size_t k) { return random_with(random_scalar().view(), k); }

Polynomial Polynomial::random_with(byte_view constant, std::size_t k) {
    std::vector<secret_bytes> coefficients;
    coefficients.emplace_back(constant);
    while (coefficients.size() < k)
        coefficients.push_back(random_scalar());
    return Polynomial(std::move(coefficients));
}

// Horner's rule, from the highest coefficient down.
secret_bytes Polynomial::at(std::uint32_t index) const {
    const auto x = scalar_of(index);
    secret_bytes out(kScalarBytes);
    for (const auto& coefficient : std::views::reverse(m_coefficients)) {
        multiply_scalars(out.span(), out.view(), x);
        add_scalars(out.span(), out.view(), coefficient.view());
    }
    return out;
}

std::vector<Point> Polynomial::commitments() const {
    std::vector<Point> out;
    out.reserve(m_coefficients.size());
    for (const auto& coefficient : m_coefficients)
        out.push_back(base_multiply(coefficient.view()));
    return out;
}

Point committed_value(std::span<const Point> commitments, std::uint32_t index) {
    const auto x = scalar_of(index);
    Point out = identity();
    for (const auto& commitment : std::views::reverse(commitments))
        out = add(multiply(x, out), commitment);
    return out;
}

// The product of j / (j - i) over the other indices j.
std::vector<Scalar> lagrange_weights_at_zero(std::span<const std::uint32_t> indices) {
    std::vector<Scalar> out;
    out.reserve(indices.size());
    for (const auto i : indices) {
        Scalar above = scalar_of(1);
        Scalar below = scalar_of(1);
        for (const auto j : indices) {
            if (j == i)
                continue;
            Scalar difference;
            subtract_scalars(difference, scalar_of(j), scalar_of(i));
            multiply_scalars(above, above, scalar_of(j));
            multiply_scalars(below, below, difference);
        }
        Scalar inverse;
        crypto_core_ed25519_scalar_invert(inverse.data(), below.data());
        multiply_scalars(above, above, inverse);
        out.push_back(above);
    }
    return out;
}

}  // namespace porchlight::custody::group

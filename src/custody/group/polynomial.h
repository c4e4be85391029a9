// Shamir's polynomials over the scalars, and Feldman's commitments to them. Indices are 1 to n; the secret is the
// value at 0. One owner; pure functions but for randomness, any thread.
// Source: A. Shamir, How to Share a Secret (1979); P. Feldman, A Practical Scheme for Non-interactive Verifiable
// Secret Sharing (1987).
#pragma once

#include "custody/group/point.h"
#include "custody/group/scalar.h"

#include <span>
#include <vector>

namespace porchlight::custody::group {

class Polynomial {
public:
    // k coefficients, each uniform and not 0; k > 0.
    static Polynomial random(std::size_t k);
    // The value at 0 is `constant` (32 bytes, reduced).
    static Polynomial random_with(byte_view constant, std::size_t k);

    // From the constant up; each 32 bytes, reduced.
    explicit Polynomial(std::vector<secret_bytes> coefficients) : m_coefficients(std::move(coefficients)) {}

    // The value at an index: 32 bytes.
    secret_bytes at(std::uint32_t index) const;
    // coefficient·B, from the constant up.
    std::vector<Point> commitments() const;

private:
    std::vector<secret_bytes> m_coefficients;
};

// What the committed polynomial has at an index, times B: the sum of index^j · C_j.
Point committed_value(std::span<const Point> commitments, std::uint32_t index);

// w_i such that the sum of w_i · f(i) is f(0), for every f of fewer coefficients than indices or as many. The indices
// are different and not 0.
std::vector<Scalar> lagrange_weights_at_zero(std::span<const std::uint32_t> indices);

}  // namespace porchlight::custody::group

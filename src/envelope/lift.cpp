// y = (u - 1) / (u + 1), sign bit 0: RFC 7748, section 4.1, the other way round. On public data only, so that its
// running time tells nothing. One inversion for all: P. Montgomery, Speeding the Pollard and Elliptic Curve Methods
// of Factorization (1987), section 10.3.1.
#include "envelope/open.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace porchlight::envelope {
namespace {

// Twice the size of the field's elements, for products; never allocates.
using Number = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<
    512, 512, boost::multiprecision::unsigned_magnitude, boost::multiprecision::unchecked, void>>;

const Number& field_prime() {
    static const Number p = (Number(1) << 255) - 19;
    return p;
}

Number from_little_endian(const Point& in) {
    Number out;
    import_bits(out, in.rbegin(), in.rend(), 8);
    return out;
}

Point to_little_endian(const Number& value) {
    bytes digits;
    export_bits(value, std::back_inserter(digits), 8);
    Point out{};
    std::copy(digits.rbegin(), digits.rend(), out.begin());
    return out;
}

// Of 1 to p - 1: D. Knuth, The Art of Computer Programming, volume 2, section 4.5.2, algorithm X, of which only the
// factor of value is kept. Its sign alternates, so that its size is enough; that is never more than p.
Number inverse(const Number& value) {
    Number remainder = field_prime();
    Number next = value;
    Number factor(0);
    Number next_factor(1);
    bool negative = true;
    while (next != 0) {
        const Number quotient = remainder / next;
        remainder = std::exchange(next, Number(remainder - quotient * next));
        factor = std::exchange(next_factor, Number(factor + quotient * next_factor));
        negative = !negative;
    }
    return negative ? Number(field_prime() - factor) : factor;
}

}  // namespace

void lift_each(std::span<const Point> ephemeral, std::span<std::optional<Point>> out) {
    if (ephemeral.empty())
        return;
    const Number& p = field_prime();
    // What is left out of the products counts as 1.
    std::vector<Number> divisors(ephemeral.size());
    std::vector<Number> products(ephemeral.size() + 1, Number(1));
    for (std::size_t i = 0; i < ephemeral.size(); ++i) {
        const auto u = from_little_endian(ephemeral[i]);
        divisors[i] = u >= p || u + 1 == p ? Number(0) : Number(u + 1);
        products[i + 1] = divisors[i] == 0 ? products[i] : Number(products[i] * divisors[i] % p);
    }
    Number inverted = inverse(products.back());  // of the first i + 1 together
    for (std::size_t i = ephemeral.size(); i-- > 0;) {
        out[i].reset();
        if (divisors[i] == 0)
            continue;
        const Number own = inverted * products[i] % p;
        inverted = inverted * divisors[i] % p;
        out[i] = to_little_endian((divisors[i] + (p - 2)) * own % p);
    }
}

}  // namespace porchlight::envelope

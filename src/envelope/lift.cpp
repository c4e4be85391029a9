// y = (u - 1) / (u + 1), sign bit 0: RFC 7748, section 4.1, the other way round. On public data only, so that its
// running time tells nothing. One inversion for all: P. Montgomery, Speeding the Pollard and Elliptic Curve Methods
// of Factorization (1987), section 10.3.1.
#include "envelope/open.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <iterator>
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

Number inverse(const Number& value) { return powm(value, Number(field_prime() - 2), field_prime()); }

}  // namespace

void lift_each(std::span<const Point> ephemeral, std::span<std::optional<Point>> out) {
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

#include "base/symbols.h"

#include <vector>

namespace porchlight {
namespace {

// Multiplication by x in GF(32), modulo x^5 + x^2 + 1.
constexpr unsigned times_alpha(unsigned value) {
    value <<= 1;
    return (value & 0x20U) != 0 ? value ^ 0x25U : value;
}

constexpr unsigned multiply(unsigned a, unsigned b) {
    unsigned product = 0;
    for (; b != 0; b >>= 1, a = times_alpha(a))
        if ((b & 1U) != 0)
            product ^= a;
    return product;
}

}  // namespace

std::optional<unsigned> symbol_value(char typed) {
    auto symbol = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (symbol == 'I' || symbol == 'L')
        symbol = '1';
    const auto value = kSymbolAlphabet.find(symbol == 'O' ? '0' : symbol);
    return value == kSymbolAlphabet.npos ? std::nullopt : std::optional(static_cast<unsigned>(value));
}

unsigned symbol_sum(std::span<const unsigned> values) {
    unsigned sum = 0;
    unsigned weight = 1;
    for (const auto value : values) {
        sum ^= multiply(value, weight);
        weight = times_alpha(weight);
    }
    return sum;
}

unsigned check_symbol(std::span<const unsigned> values, std::size_t place) {
    std::vector<unsigned> tried(values.begin(), values.end());
    for (unsigned check = 0; check < kSymbolAlphabet.size(); ++check) {
        tried[place] = check;
        if (symbol_sum(tried) == 0)
            return check;
    }
    return 0;  // Not reached: multiplication by a weight is a bijection.
}

}  // namespace porchlight

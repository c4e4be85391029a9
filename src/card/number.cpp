#include "card/number.h"

#include "base/crypto.h"

#include <array>

namespace porchlight::card {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

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

unsigned weighted_sum(const std::array<unsigned, kNumberSymbols>& symbols) {
    unsigned sum = 0;
    unsigned weight = 1;
    for (auto symbol : symbols) {
        sum ^= multiply(symbol, weight);
        weight = times_alpha(weight);
    }
    return sum;
}

unsigned check_symbol(std::array<unsigned, kNumberSymbols> symbols) {
    for (unsigned check = 0; check < 32; ++check) {
        symbols.back() = check;
        if (weighted_sum(symbols) == 0)
            return check;
    }
    return 0;  // Not reached: multiplication by a weight is a bijection.
}

char as_symbol(char typed) {
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'I' || upper == 'L')
        return '1';
    return upper == 'O' ? '0' : upper;
}

}  // namespace

std::string random_number() {
    std::array<unsigned, kNumberSymbols> symbols{};
    const auto random = random_array<kNumberSymbols - 1>();
    for (std::size_t i = 0; i + 1 < kNumberSymbols; ++i)
        symbols[i] = random[i] & 31U;
    symbols.back() = check_symbol(symbols);
    std::string out;
    for (auto symbol : symbols)
        out += kAlphabet[symbol];
    return out;
}

std::expected<std::string, Error> parse_number(std::string_view typed) {
    std::string number;
    std::array<unsigned, kNumberSymbols> symbols{};
    for (char c : typed) {
        if (c == ' ' || c == '-')
            continue;
        const char symbol = as_symbol(c);
        const auto value = kAlphabet.find(symbol);
        if (value == std::string_view::npos)
            return std::unexpected(Error::kNumberSymbol);
        if (number.size() == kNumberSymbols)
            return std::unexpected(Error::kNumberLength);
        symbols[number.size()] = static_cast<unsigned>(value);
        number += symbol;
    }
    if (number.size() != kNumberSymbols)
        return std::unexpected(Error::kNumberLength);
    if (weighted_sum(symbols) != 0)
        return std::unexpected(Error::kNumberCheck);
    return number;
}

std::string grouped_number(std::string_view number) {
    if (number.size() != kNumberSymbols)
        return std::string(number);
    return std::string(number.substr(0, 4)) + "-" + std::string(number.substr(4, 4)) + "-" +
           std::string(number.substr(8));
}

}  // namespace porchlight::card

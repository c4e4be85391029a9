#include "card/number.h"

#include "base/crypto.h"
#include "base/symbols.h"

#include <array>

namespace porchlight::card {

std::string random_number() {
    std::array<unsigned, kNumberSymbols> symbols{};
    const auto random = random_array<kNumberSymbols - 1>();
    for (std::size_t i = 0; i + 1 < kNumberSymbols; ++i)
        symbols[i] = random[i] & 31U;
    symbols.back() = check_symbol(symbols, symbols.size() - 1);
    std::string out;
    for (auto symbol : symbols)
        out += kSymbolAlphabet[symbol];
    return out;
}

std::expected<std::string, Error> parse_number(std::string_view typed) {
    std::string number;
    std::array<unsigned, kNumberSymbols> symbols{};
    for (char c : typed) {
        if (c == ' ' || c == '-')
            continue;
        const auto value = symbol_value(c);
        if (!value)
            return std::unexpected(Error::kNumberSymbol);
        if (number.size() == kNumberSymbols)
            return std::unexpected(Error::kNumberLength);
        symbols[number.size()] = *value;
        number += kSymbolAlphabet[*value];
    }
    if (number.size() != kNumberSymbols)
        return std::unexpected(Error::kNumberLength);
    if (symbol_sum(symbols) != 0)
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

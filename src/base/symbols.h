// What people read off paper or a screen and type: 32 symbols without look-alikes (Crockford's), and a check over
// GF(32) that finds any one wrong symbol and any two that are swapped, of at most 31. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace porchlight {

constexpr std::string_view kSymbolAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kMaxCheckedSymbols = 31;

// 0 to 31. Small letters are capitals, O is 0, I and L are 1; nothing for what is no symbol.
std::optional<unsigned> symbol_value(char typed);

// Zero where the check is right: the values, each times x to the power of its place, modulo x^5 + x^2 + 1, added.
unsigned symbol_sum(std::span<const unsigned> values);

// The value that makes the sum zero when it stands at this place.
unsigned check_symbol(std::span<const unsigned> values, std::size_t place);

}  // namespace porchlight

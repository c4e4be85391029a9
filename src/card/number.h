// The card number: 60 random bits and a check symbol over GF(32) (card/FORMAT.md, Card number).
// Pure functions but for randomness; any thread.
#pragma once

#include "card/error.h"

#include <expected>
#include <string>
#include <string_view>

namespace porchlight::card {

constexpr std::size_t kNumberSymbols = 13;

// 13 symbols, no hyphens.
std::string random_number();

// What a person typed, as 13 symbols: kNumberLength, kNumberSymbol, kNumberCheck.
std::expected<std::string, Error> parse_number(std::string_view typed);

// As it is printed: 7K3M-Q9TX-2BVFR.
std::string grouped_number(std::string_view number);

}  // namespace porchlight::card

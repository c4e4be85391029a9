// Which way the letters of a text run. Pure function, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace porchlight::intake {

enum class Direction : std::uint8_t { kLeftToRight, kRightToLeft };

// Whether any letter runs that way: by the blocks of Unicode 15 whose letters run from the right, every other letter
// from the left; digits, signs and spaces run neither. UTF-8; what is malformed may count as either.
bool has_letters(std::string_view utf8, Direction direction);

}  // namespace porchlight::intake

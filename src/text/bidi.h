// Order of a paragraph (UAX 9) by FriBidi: levels, and the runs of a line from left to right.
//
// Internal to src/text. Threads: pure. Units: indices of characters.
#pragma once

#include <fribidi.h>

#include <span>
#include <vector>

#include "text/style.h"
#include "text/wiped.h"

namespace porchlight::text {

struct BidiParagraph {
    WipedVector<FriBidiLevel> levels;
    WipedVector<std::uint8_t> resets;  ///< 1 where L1 puts a character at a line's end back to the base level
    FriBidiLevel base = 0;

    [[nodiscard]] bool right_to_left() const { return (base & 1) != 0; }
};

[[nodiscard]] BidiParagraph resolve_bidi(std::span<const char32_t> paragraph, Direction direction);

/// Rule L2: the places of runs with these levels, from left to right.
[[nodiscard]] std::vector<std::size_t> visual_order(std::span<const FriBidiLevel> levels);

}  // namespace porchlight::text

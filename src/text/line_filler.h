// Breaks a paragraph into lines no wider than allowed.
//
// Internal to src/text. Threads: one. Units: ems; indices of characters.
#pragma once

#include "text/paragraph.h"

namespace porchlight::text {

struct FilledLine {
    Span span;                  ///< with the spaces that hang at its end
    std::uint32_t ink_end = 0;  ///< where they begin
    std::vector<Run> runs;      ///< in visual order
};

/// `width_em` 0 or less: one line, and nothing hangs.
[[nodiscard]] std::vector<FilledLine> fill_lines(const Paragraph& paragraph, const Codepoints& text, float width_em);

}  // namespace porchlight::text

// Where a line may end: the part of UAX 14 that names and plain sentences need.
//
// After spaces and hyphens, around ideographs but not before closing nor after
// opening punctuation, never inside a grapheme. Scripts that need a dictionary
// (Thai, Khmer, Lao, Burmese) break at spaces only.
// Internal to src/text. Threads: pure.
#pragma once

#include "text/codepoints.h"

namespace porchlight::text {

/// True where a line may break before the character at `index` (not 0).
[[nodiscard]] bool may_break_before(const Codepoints& text, std::uint32_t index);

/// Spaces that hang beyond a line's end instead of beginning the next.
[[nodiscard]] bool is_breaking_space(char32_t character);

}  // namespace porchlight::text

// FreeType: one glyph of a font to a bitmap of coverage.
//
// Unhinted: shapes and spacing stay what the designer drew, at any device
// pixel ratio; the caller puts baselines on whole pixels.
// Internal to src/text. Threads: one. Units: pixels.
#pragma once

#include <optional>

#include "text/loaded_font.h"

namespace porchlight::text {

/// Points into FreeType's own memory, good until the next call for that font.
struct GlyphBitmap {
    const unsigned char* rows = nullptr;
    int width = 0, height = 0, stride = 0;
    int left = 0, top = 0;  ///< of its upper left corner from the pen; up is positive
};

/// `size_quarters` is the em size and `shift_quarters` the shift to the right, both in 1/4 px.
[[nodiscard]] std::optional<GlyphBitmap> draw_glyph(const LoadedFont& font, std::uint32_t glyph, int size_quarters,
                                                    int shift_quarters);

/// Overwrites the bitmap that the last call left.
void wipe_drawing(const LoadedFont& font);

}  // namespace porchlight::text

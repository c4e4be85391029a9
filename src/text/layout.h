// A laid-out text: lines of positioned glyphs, and where its carets are.
//
// Why: Dear ImGui 1.90 neither shapes nor orders. FriBidi gives the order,
// HarfBuzz the glyphs; what comes out is a list that any renderer can draw:
//
//     for (const Glyph& glyph : layout.glyphs)
//       quad(atlas.get(glyph.font, glyph.id, size_px), at + glyph.x_px, glyph.y_px);
//
// Geometry: origin is the top left corner of the text's box, x to the right,
// y down. A glyph's x_px, y_px is its origin on the baseline. The box is
// max_width_px wide if that was given, else as wide as the widest line.
//
// Offsets are bytes into the UTF-8 given, and are rounded down to the start of
// a grapheme (user-perceived character, UAX 29) where they fall inside one.
//
// Threads: made on the thread of its FontSet; a Layout itself is a value.
// Memory: wiped when it ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/font_set.h"
#include "text/style.h"
#include "text/wiped.h"

namespace porchlight::text {

struct Glyph {
    FontId font = 0;
    std::uint32_t id = 0;       ///< index in the font; 0 is .notdef
    float x_px = 0, y_px = 0;   ///< its origin on the baseline
    std::uint32_t cluster = 0;  ///< byte offset of the first character it shows
};

struct Line {
    std::uint32_t begin = 0, end = 0;  ///< bytes, with the spaces that hang at the end
    std::uint32_t first_glyph = 0, glyph_count = 0;
    float x_px = 0, width_px = 0;  ///< ink side of the line: without hanging spaces
    float top_px = 0, baseline_px = 0, height_px = 0;
    bool right_to_left = false;  ///< direction of its paragraph
};

/// Where text to be typed at an offset would go, on the line `line`.
struct Caret {
    std::size_t line = 0;
    float x_px = 0, top_px = 0, height_px = 0;
    bool right_to_left = false;  ///< direction of the letters beside it
};

/// At a change of direction one offset has two places: beside the character
/// after it (`after`), or beside the one before it (`before`).
enum class CaretSide : std::uint8_t { after, before };

struct Rect {
    float x_px = 0, y_px = 0, width_px = 0, height_px = 0;
};

/// A user-perceived character on its line; internal, for carets.
struct CaretCell {
    std::uint32_t begin = 0, end = 0;  ///< bytes
    std::uint32_t line = 0;
    float left_px = 0, right_px = 0;
    bool right_to_left = false;
};

struct Layout {
    WipedVector<Glyph> glyphs;          ///< line after line, each from left to right
    std::vector<Line> lines;            ///< at least one, also for an empty text
    WipedVector<CaretCell> cells;       ///< line after line, each from left to right
    float width_px = 0, height_px = 0;  ///< the widest line's, and all lines'
    std::uint32_t missing_glyphs = 0;   ///< characters no shipped font has: drawn as .notdef
    std::uint32_t pending_glyphs = 0;   ///< characters whose font is not loaded yet: left blank

    /// The caret for `offset`; beyond the end it is that of the end.
    [[nodiscard]] Caret caret(std::size_t offset, CaretSide side = CaretSide::after) const;

    /// The offset whose caret is nearest to x on a line (clamped to the lines).
    /// In text of one direction offset_at(caret(o).x_px, caret(o).line) == o for
    /// each grapheme's start; where directions meet, two offsets share a place.
    [[nodiscard]] std::size_t offset_at(float x_px, std::size_t line) const;

    /// The line at a height (clamped to the lines).
    [[nodiscard]] std::size_t line_at(float y_px) const;

    /// What to paint behind the bytes [begin, end): from top to bottom, and on a
    /// line from left to right; several on one line where directions mix.
    [[nodiscard]] std::vector<Rect> selection(std::size_t begin, std::size_t end) const;
};

/// Lays out `utf8` (newline ends a paragraph; invalid bytes show as U+FFFD).
/// `max_width_px` of 0 means no wrapping. Lines break after spaces and
/// hyphens, and between Han characters, and inside a word, between graphemes,
/// only where the word alone is too long. Every line is at most max_width_px
/// wide, unless one grapheme alone is wider.
[[nodiscard]] Layout layout_text(const FontSet& fonts, std::string_view utf8, const Style& style,
                                 float max_width_px = 0.0F);

}  // namespace porchlight::text

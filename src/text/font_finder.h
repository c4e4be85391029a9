// Looks for the font that has a grapheme, or all letters of a stretch.
//
// Internal to font_choice. Threads: pure.
#pragma once

#include <optional>

#include "text/font_choice.h"

namespace porchlight::text {

/// A part of a text: characters [begin, end).
struct Span {
    std::uint32_t begin = 0, end = 0;
};

class FontFinder {
public:
    /// `loaded_only` false looks at all shipped fonts.
    FontFinder(const FontShelf& shelf, const Codepoints& text, int weight, bool loaded_only)
        : m_shelf(shelf), m_text(text), m_weight(weight), m_loaded_only(loaded_only) {}

    /// The first font that has all letters and marks of the span (all characters where it has no letters).
    [[nodiscard]] std::optional<FontId> for_letters(Span span) const;
    /// The first font that has all of a grapheme. Sliced families come first where `ideographic`.
    [[nodiscard]] std::optional<FontId> for_grapheme(Span grapheme, bool ideographic) const;
    /// The first font that has its first character at least.
    [[nodiscard]] std::optional<FontId> for_base(Span grapheme) const;
    /// Whether a font has a grapheme, as it is or composed.
    [[nodiscard]] bool has(FontId font, Span grapheme) const;

private:
    [[nodiscard]] bool usable(FontId font) const { return !m_loaded_only || m_shelf.loaded[font]; }
    [[nodiscard]] bool has_letters(FontId font, Span span, bool letters_only) const;
    [[nodiscard]] bool has_composed(FontId font, Span grapheme) const;
    [[nodiscard]] std::optional<FontId> in_family(const FontFamily& family, Span grapheme) const;
    [[nodiscard]] std::optional<FontId> in_slices(const FontFamily& family, Span grapheme) const;
    [[nodiscard]] std::optional<FontId> in_families(Span grapheme, std::optional<bool> sliced) const;

    const FontShelf& m_shelf;
    const Codepoints& m_text;
    int m_weight;
    bool m_loaded_only;
};

/// Letters and marks decide the face of a stretch; digits, spaces and signs do not.
[[nodiscard]] bool is_letter_or_mark(char32_t character);

}  // namespace porchlight::text

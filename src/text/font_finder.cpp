#include "text/font_finder.h"

namespace porchlight::text {

bool is_letter_or_mark(char32_t character) {
    const auto category = hb_unicode_general_category(hb_unicode_funcs_get_default(), character);
    switch (category) {
        case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
        case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
        case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK: return !is_ignorable(character);
        default: return false;
    }
}

bool FontFinder::has_composed(FontId font, Span grapheme) const {
    hb_codepoint_t composed = m_text.characters[grapheme.begin];
    for (std::uint32_t i = grapheme.begin + 1; i < grapheme.end; ++i) {
        const char32_t next = m_text.characters[i];
        if (is_ignorable(next))
            continue;
        if (!hb_unicode_compose(hb_unicode_funcs_get_default(), composed, next, &composed))
            return false;
    }
    return m_shelf.index.covers(font, composed);
}

bool FontFinder::has(FontId font, Span grapheme) const {
    for (std::uint32_t i = grapheme.begin; i < grapheme.end; ++i) {
        const char32_t character = m_text.characters[i];
        if (!is_ignorable(character) && character != U'\n' && !m_shelf.index.covers(font, character))
            return has_composed(font, grapheme);
    }
    return true;
}

bool FontFinder::has_letters(FontId font, Span span, bool letters_only) const {
    for (Span grapheme{span.begin, 0}; grapheme.begin < span.end; grapheme.begin = grapheme.end) {
        grapheme.end = m_text.grapheme_end(grapheme.begin);
        if (letters_only && !is_letter_or_mark(m_text.characters[grapheme.begin]))
            continue;
        if (!has(font, grapheme))
            return false;
    }
    return true;
}

std::optional<FontId> FontFinder::for_letters(Span span) const {
    bool any_letter = false;
    for (std::uint32_t i = span.begin; i < span.end && !any_letter; ++i)
        any_letter = is_letter_or_mark(m_text.characters[i]);
    for (const auto& family : m_shelf.index.families) {
        if (family.sliced)
            continue;
        const int weight = family.nearest_weight(m_weight);
        for (const FontId font : family.files)
            if (m_shelf.index.files[font].weight == weight && usable(font) && has_letters(font, span, any_letter))
                return font;
    }
    return std::nullopt;
}

std::optional<FontId> FontFinder::in_family(const FontFamily& family, Span grapheme) const {
    if (family.sliced)
        return in_slices(family, grapheme);
    const int weight = family.nearest_weight(m_weight);
    std::optional<FontId> of_other_weight;
    for (const FontId font : family.files) {
        if (!usable(font) || !has(font, grapheme))
            continue;
        if (m_shelf.index.files[font].weight == weight)
            return font;
        if (!of_other_weight)
            of_other_weight = font;
    }
    return of_other_weight;
}

std::optional<FontId> FontFinder::in_slices(const FontFamily& family, Span grapheme) const {
    const auto of_weight = [&](int weight) {
        const auto slice = m_shelf.index.slice_of(family, m_text.characters[grapheme.begin], weight);
        return slice && usable(*slice) && has(*slice, grapheme) ? slice : std::nullopt;
    };
    const int nearest = family.nearest_weight(m_weight);
    if (const auto slice = of_weight(nearest))
        return slice;
    for (const int weight : family.weights)
        if (const auto slice = of_weight(weight))
            return slice;
    return std::nullopt;
}

std::optional<FontId> FontFinder::in_families(Span grapheme, std::optional<bool> sliced) const {
    for (const auto& family : m_shelf.index.families) {
        if (sliced && family.sliced != *sliced)
            continue;
        if (const auto font = in_family(family, grapheme))
            return font;
    }
    return std::nullopt;
}

std::optional<FontId> FontFinder::for_grapheme(Span grapheme, bool ideographic) const {
    if (ideographic)
        if (const auto font = in_families(grapheme, true))
            return font;
    return in_families(grapheme, std::nullopt);
}

std::optional<FontId> FontFinder::for_base(Span grapheme) const {
    return in_families({grapheme.begin, grapheme.begin + 1}, std::nullopt);
}

}  // namespace porchlight::text

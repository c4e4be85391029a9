#include "text/font_choice.h"

#include <algorithm>

#include "text/font_finder.h"

namespace porchlight::text {
namespace {

enum class Alphabet : std::uint8_t { european, east_asian, other };

Alphabet alphabet_of(hb_script_t script) {
    switch (script) {
        case HB_SCRIPT_LATIN:
        case HB_SCRIPT_GREEK:
        case HB_SCRIPT_CYRILLIC: return Alphabet::european;
        case HB_SCRIPT_HAN:
        case HB_SCRIPT_HIRAGANA:
        case HB_SCRIPT_KATAKANA:
        case HB_SCRIPT_BOPOMOFO:
        case HB_SCRIPT_HANGUL: return Alphabet::east_asian;
        default: return is_shared(script) ? Alphabet::european : Alphabet::other;
    }
}

bool in_one_stretch(hb_script_t a, hb_script_t b) {
    return a == b || (alphabet_of(a) == alphabet_of(b) && alphabet_of(a) != Alphabet::other);
}

/// Decides the font of each grapheme, and hands it to `decide(grapheme, stretch's font, ideographic)`.
class Stretches {
public:
    Stretches(const FontFinder& finder, const Codepoints& text, const WipedVector<hb_script_t>& scripts)
        : m_finder(finder), m_text(text), m_scripts(scripts) {}

    template <typename Decide>
    void walk(Decide decide) const {
        for (Span span{0, 0}; span.begin < m_text.size(); span.begin = span.end) {
            span.end = end_of(span.begin, in_one_stretch);
            set(span, decide);
        }
    }

private:
    template <typename Same>
    [[nodiscard]] std::uint32_t end_of(std::uint32_t begin, Same same) const {
        std::uint32_t end = begin + 1;
        while (end < m_text.size() && m_text.characters[end - 1] != U'\n' &&
               (m_text.grapheme_starts[end] == 0 || same(m_scripts[begin], m_scripts[end])))
            ++end;
        return end;
    }

    template <typename Decide>
    void set(Span span, Decide& decide) const {
        const auto font = m_finder.for_letters(span);
        if (font)
            return set_in(span, font, decide);
        for (Span part{span.begin, 0}; part.begin < span.end; part.begin = part.end) {
            part.end = end_of(part.begin, [](hb_script_t a, hb_script_t b) { return a == b; });
            set_in(part, m_finder.for_letters(part), decide);
        }
    }

    template <typename Decide>
    void set_in(Span span, std::optional<FontId> font, Decide& decide) const {
        const bool east_asian = alphabet_of(m_scripts[span.begin]) == Alphabet::east_asian;
        for (Span grapheme{span.begin, 0}; grapheme.begin < span.end; grapheme.begin = grapheme.end) {
            grapheme.end = m_text.grapheme_end(grapheme.begin);
            const bool full_width = east_asian && m_text.characters[grapheme.begin] > 0x7F;
            const bool use = font && !full_width && m_finder.has(*font, grapheme);
            decide(grapheme, use ? font : m_finder.for_grapheme(grapheme, full_width));
        }
    }

    const FontFinder& m_finder;
    const Codepoints& m_text;
    const WipedVector<hb_script_t>& m_scripts;
};

/// A font to draw .notdef from.
FontId any_loaded(const FontShelf& shelf) {
    const auto found = std::find(shelf.loaded.begin(), shelf.loaded.end(), true);
    return found == shelf.loaded.end() ? kNoFont : static_cast<FontId>(found - shelf.loaded.begin());
}

bool in_further_index(const FontIndex& index, char32_t character) {
    return std::any_of(index.families.begin(), index.families.end(), [&](const FontFamily& family) {
        return family.further && !family.further->loaded && contains(family.further->coverage, character);
    });
}

void add_once(std::vector<std::string>& paths, const std::string& path) {
    if (std::find(paths.begin(), paths.end(), path) == paths.end())
        paths.push_back(path);
}

}  // namespace

FontChoices choose_fonts(const FontShelf& shelf, const Codepoints& text, const WipedVector<hb_script_t>& scripts,
                         int weight) {
    const FontFinder finder{shelf, text, weight, true};
    const FontFinder shipped{shelf, text, weight, false};
    FontChoices choices;
    choices.fonts.assign(text.size(), kNoFont);
    choices.pending.assign(text.size(), 0);
    const auto fill = [&](Span grapheme, FontId font, bool pending) {
        for (std::uint32_t i = grapheme.begin; i < grapheme.end; ++i) {
            choices.fonts[i] = font;
            choices.pending[i] = pending ? 1 : 0;
        }
    };
    Stretches{finder, text, scripts}.walk([&](Span grapheme, std::optional<FontId> font) {
        if (font)
            return fill(grapheme, *font, false);
        const bool comes = shipped.for_grapheme(grapheme, false).has_value() ||
                           in_further_index(shelf.index, text.characters[grapheme.begin]);
        if (comes)
            return fill(grapheme, kNoFont, true);
        fill(grapheme, finder.for_base(grapheme).value_or(any_loaded(shelf)), false);
    });
    return choices;
}

std::vector<std::string> paths_to_load(const FontShelf& shelf, const Codepoints& text,
                                       const WipedVector<hb_script_t>& scripts, int weight) {
    const FontFinder finder{shelf, text, weight, false};
    std::vector<std::string> paths;
    Stretches{finder, text, scripts}.walk([&](Span grapheme, std::optional<FontId> font) {
        if (!font && in_further_index(shelf.index, text.characters[grapheme.begin])) {
            for (const auto& family : shelf.index.families)
                if (family.further && !family.further->loaded &&
                    contains(family.further->coverage, text.characters[grapheme.begin]))
                    add_once(paths, family.further->path);
            return;
        }
        if (!font)
            font = finder.for_base(grapheme);
        if (font && !shelf.loaded[*font])
            add_once(paths, shelf.index.files[*font].path);
    });
    return paths;
}

}  // namespace porchlight::text

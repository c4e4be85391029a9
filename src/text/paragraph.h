// One paragraph: its runs, shaped, and how wide each character makes it.
//
// A run is a stretch of one direction level, script and font: what HarfBuzz can
// shape at once. Internal to src/text. Threads: one. Units: ems; indices of
// characters in the whole text.
#pragma once

#include "text/bidi.h"
#include "text/font_choice.h"
#include "text/font_finder.h"
#include "text/font_set_impl.h"

namespace porchlight::text {

/// The width given to a character whose font is not loaded yet.
inline constexpr float kPendingWidthEm = 0.5F;

struct Run {
    Span span;
    FriBidiLevel level = 0;
    hb_script_t script = HB_SCRIPT_COMMON;
    FontId font = kNoFont;
    bool pending = false;
    WipedVector<ShapedGlyph> glyphs;  ///< from left to right; clusters are indices in the whole text

    [[nodiscard]] bool right_to_left() const { return (level & 1) != 0; }
};

/// All that laying out one text needs, decided once.
struct TextAnalysis {
    Codepoints text;
    WipedVector<hb_script_t> scripts;
    FontChoices choices;
    hb_language_t language = HB_LANGUAGE_INVALID;
};

[[nodiscard]] TextAnalysis analyse(FontSet::Impl& fonts, std::string_view utf8, const Style& style);

class Paragraph {
public:
    /// `span` is without its newline.
    Paragraph(FontSet::Impl& fonts, const TextAnalysis& analysis, Span span, Direction direction);

    [[nodiscard]] Span span() const { return m_span; }
    [[nodiscard]] bool right_to_left() const { return m_bidi.right_to_left(); }

    /// How wide the characters are, set in their runs.
    [[nodiscard]] float width_em(Span part) const;

    /// The runs of a line in visual order, cut and shaped anew where the line
    /// begins or ends inside them; spaces at its end have the base level (L1).
    [[nodiscard]] std::vector<Run> line_runs(Span line) const;

private:
    void itemise();
    [[nodiscard]] FriBidiLevel level_of(std::uint32_t index) const { return m_bidi.levels[index - m_span.begin]; }
    [[nodiscard]] bool continues(const Run& run, std::uint32_t index) const;
    [[nodiscard]] Run cut(const Run& run, Span part, FriBidiLevel level) const;
    void shape(Run& run) const;
    void measure(const Run& run);

    FontSet::Impl& m_fonts;
    const TextAnalysis& m_analysis;
    Span m_span;
    BidiParagraph m_bidi;
    std::vector<Run> m_runs;
    WipedVector<float> m_ends_em;  // of each character, from the paragraph's beginning
};

/// Splits what the run's glyphs show into clusters and hands each to
/// `take(Span characters, first glyph, glyph count, width in ems)`, from left to right.
template <typename Take>
void for_each_cluster(const Run& run, Take take) {
    const auto count = run.glyphs.size();
    for (std::size_t first = 0; first < count;) {
        std::size_t next = first;
        float width = 0;
        while (next < count && run.glyphs[next].cluster == run.glyphs[first].cluster)
            width += run.glyphs[next++].advance_em;
        std::uint32_t end = run.span.end;
        if (run.right_to_left() && first > 0)
            end = run.glyphs[first - 1].cluster;
        if (!run.right_to_left() && next < count)
            end = run.glyphs[next].cluster;
        take(Span{run.glyphs[first].cluster, end}, first, next - first, width);
        first = next;
    }
}

}  // namespace porchlight::text

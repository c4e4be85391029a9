#include "text/paragraph.h"

namespace porchlight::text {

TextAnalysis analyse(FontSet::Impl& fonts, std::string_view utf8, const Style& style) {
    TextAnalysis analysis;
    analysis.text = decode(utf8);
    analysis.scripts = resolve_scripts(analysis.text);
    analysis.choices = choose_fonts(fonts.shelf(), analysis.text, analysis.scripts, style.weight);
    if (!style.language.empty())
        analysis.language = hb_language_from_string(style.language.data(), static_cast<int>(style.language.size()));
    return analysis;
}

Paragraph::Paragraph(FontSet::Impl& fonts, const TextAnalysis& analysis, Span span, Direction direction)
    : m_fonts(fonts), m_analysis(analysis), m_span(span) {
    const std::span<const char32_t> characters{analysis.text.characters};
    m_bidi = resolve_bidi(characters.subspan(span.begin, span.end - span.begin), direction);
    m_ends_em.assign(span.end - span.begin, 0);
    itemise();
    float end = 0;
    for (auto& width : m_ends_em)
        width = end += width;
}

bool Paragraph::continues(const Run& run, std::uint32_t index) const {
    return run.level == level_of(index) && run.script == m_analysis.scripts[index] &&
           run.font == m_analysis.choices.fonts[index] && run.pending == (m_analysis.choices.pending[index] != 0);
}

void Paragraph::itemise() {
    for (std::uint32_t i = m_span.begin; i < m_span.end;) {
        Run run;
        run.level = level_of(i);
        run.script = m_analysis.scripts[i];
        run.font = m_analysis.choices.fonts[i];
        run.pending = m_analysis.choices.pending[i] != 0;
        run.span.begin = i;
        while (i < m_span.end && (m_analysis.text.grapheme_starts[i] == 0 || continues(run, i)))
            ++i;
        run.span.end = i;
        shape(run);
        measure(run);
        m_runs.push_back(std::move(run));
    }
}

void Paragraph::shape(Run& run) const {
    if (run.font == kNoFont) {  // blank, a cluster a character, in visual order
        for (std::uint32_t i = run.span.begin; i < run.span.end; ++i) {
            const auto cluster = run.right_to_left() ? run.span.end - 1 - (i - run.span.begin) : i;
            const bool wide = m_analysis.text.grapheme_starts[cluster] != 0;
            run.glyphs.push_back({0, cluster, wide ? kPendingWidthEm : 0.0F, 0, 0});
        }
        return;
    }
    const std::span<const char32_t> characters{m_analysis.text.characters};
    const ShapeRequest request{characters.subspan(m_span.begin, m_span.end - m_span.begin),
                               run.span.begin - m_span.begin,
                               run.span.end - m_span.begin,
                               run.script,
                               run.right_to_left(),
                               m_analysis.language};
    run.glyphs = m_fonts.shaper.shape(m_fonts.fonts[run.font]->shaping.get(), request);
    for (auto& glyph : run.glyphs)
        glyph.cluster += m_span.begin;
}

void Paragraph::measure(const Run& run) {
    for_each_cluster(run, [&](Span cluster, std::size_t, std::size_t, float width) {
        std::uint32_t graphemes = 0;
        for (auto i = cluster.begin; i < cluster.end; ++i)
            graphemes += m_analysis.text.grapheme_starts[i];
        for (auto i = cluster.begin; i < cluster.end; ++i)
            if (m_analysis.text.grapheme_starts[i] != 0)
                m_ends_em[i - m_span.begin] = width / static_cast<float>(graphemes);
    });
}

float Paragraph::width_em(Span part) const {
    const auto end_of = [this](std::uint32_t index) {
        return index == m_span.begin ? 0.0F : m_ends_em[index - 1 - m_span.begin];
    };
    return end_of(part.end) - end_of(part.begin);
}

Run Paragraph::cut(const Run& run, Span part, FriBidiLevel level) const {
    if (part.begin == run.span.begin && part.end == run.span.end && level == run.level)
        return run;
    Run piece;
    piece.span = part;
    piece.level = level;
    piece.script = run.script;
    piece.font = run.font;
    piece.pending = run.pending;
    shape(piece);
    return piece;
}

std::vector<Run> Paragraph::line_runs(Span line) const {
    std::uint32_t reset = line.end;  // where L1's trailing spaces begin
    while (reset > line.begin && m_bidi.resets[reset - 1 - m_span.begin] != 0)
        --reset;
    std::vector<Run> pieces;
    std::vector<FriBidiLevel> levels;
    const auto add = [&](const Run& run, Span part, FriBidiLevel level) {
        part = {std::max(part.begin, run.span.begin), std::min(part.end, run.span.end)};
        if (part.begin >= part.end)
            return;
        pieces.push_back(cut(run, part, level));
        levels.push_back(level);
    };
    for (const auto& run : m_runs) {
        if (run.level == m_bidi.base) {
            add(run, line, run.level);
            continue;
        }
        add(run, {line.begin, reset}, run.level);
        add(run, {reset, line.end}, m_bidi.base);
    }
    std::vector<Run> ordered;
    ordered.reserve(pieces.size());
    for (const auto place : visual_order(levels))
        ordered.push_back(std::move(pieces[place]));
    return ordered;
}

}  // namespace porchlight::text

#include "text/layout.h"

#include <algorithm>

#include "text/line_filler.h"

namespace porchlight::text {
namespace {

// Of Atkinson Hyperlegible Next, and of every line, whatever its fonts: lines must not jump with what is
// typed.
constexpr float kAscentEm = 0.984F;
constexpr float kDescentEm = 0.316F;

/// Turns filled lines into positioned glyphs and caret cells.
class LayoutBuilder {
public:
    LayoutBuilder(const TextAnalysis& analysis, const Style& style) : m_analysis(analysis), m_style(style) {}

    void add_paragraph(const Paragraph& paragraph, float width_em) {
        for (const auto& filled : fill_lines(paragraph, m_analysis.text, width_em))
            add_line(filled, paragraph.right_to_left());
    }

    Layout finish(float max_width_px) {
        for (const auto& line : m_layout.lines)
            m_layout.width_px = std::max(m_layout.width_px, line.width_px);
        const float box_px = max_width_px > 0 ? max_width_px : m_layout.width_px;
        for (std::size_t i = 0; i < m_layout.lines.size(); ++i)
            shift_line(i, box_px);
        m_layout.height_px = static_cast<float>(m_layout.lines.size()) * line_height_px();
        return std::move(m_layout);
    }

private:
    [[nodiscard]] float line_height_px() const { return m_style.size_px * m_style.line_height_em; }

    void add_line(const FilledLine& filled, bool right_to_left) {
        Line line;
        line.begin = m_analysis.text.offsets[filled.span.begin];
        line.end = m_analysis.text.offsets[filled.span.end];
        line.first_glyph = static_cast<std::uint32_t>(m_layout.glyphs.size());
        line.right_to_left = right_to_left;
        line.height_px = line_height_px();
        line.top_px = static_cast<float>(m_layout.lines.size()) * line.height_px;
        line.baseline_px = line.top_px + (line.height_px + (kAscentEm - kDescentEm) * m_style.size_px) / 2;
        m_layout.lines.push_back(line);
        m_pen_px = 0;
        m_hanging_px = 0;
        for (const auto& run : filled.runs)
            add_run(run, filled.ink_end);
        auto& added = m_layout.lines.back();
        added.glyph_count = static_cast<std::uint32_t>(m_layout.glyphs.size()) - added.first_glyph;
        added.width_px = m_pen_px - m_hanging_px;
        m_hanging.push_back(right_to_left ? m_hanging_px : 0);
    }

    void add_run(const Run& run, std::uint32_t ink_end) {
        for_each_cluster(run, [&](Span cluster, std::size_t first, std::size_t count, float width_em) {
            const float width_px = width_em * m_style.size_px;
            if (cluster.begin >= ink_end)
                m_hanging_px += width_px;
            add_cells(cluster, width_px, run.right_to_left());
            if (run.font == kNoFont)
                count_blank(run, cluster.begin);
            else
                for (std::size_t i = first; i < first + count; ++i)
                    add_glyph(run, run.glyphs[i]);
        });
    }

    void count_blank(const Run& run, std::uint32_t index) {
        if (m_analysis.text.grapheme_starts[index] != 0)
            ++(run.pending ? m_layout.pending_glyphs : m_layout.missing_glyphs);
    }

    void add_glyph(const Run& run, const ShapedGlyph& shaped) {
        const float size_px = m_style.size_px;
        if (shaped.id == 0)
            ++m_layout.missing_glyphs;
        m_layout.glyphs.push_back({run.font, shaped.id, m_glyph_pen_px + shaped.x_em * size_px,
                                   m_layout.lines.back().baseline_px - shaped.y_em * size_px,
                                   m_analysis.text.offsets[shaped.cluster]});
        m_glyph_pen_px += shaped.advance_em * size_px;
    }

    /// A cell for each grapheme of a cluster; those of a ligature share its width.
    void add_cells(Span cluster, float width_px, bool right_to_left) {
        m_glyph_pen_px = m_pen_px;
        const auto first = m_layout.cells.size();
        const auto line = static_cast<std::uint32_t>(m_layout.lines.size() - 1);
        for (auto at = cluster.begin; at < cluster.end;) {
            const auto next = std::min(m_analysis.text.grapheme_end(at), cluster.end);
            m_layout.cells.push_back(
                {m_analysis.text.offsets[at], m_analysis.text.offsets[next], line, 0, 0, right_to_left});
            at = next;
        }
        if (right_to_left)
            std::reverse(m_layout.cells.begin() + static_cast<std::ptrdiff_t>(first), m_layout.cells.end());
        const auto count = static_cast<float>(m_layout.cells.size() - first);
        for (std::size_t i = first; i < m_layout.cells.size(); ++i) {
            m_layout.cells[i].left_px = m_pen_px + width_px * static_cast<float>(i - first) / count;
            m_layout.cells[i].right_px = m_pen_px + width_px * static_cast<float>(i - first + 1) / count;
        }
        m_pen_px += width_px;
    }

    [[nodiscard]] float start_of(const Line& line, float box_px) const {
        const float room = box_px - line.width_px;
        switch (m_style.alignment) {
            case Alignment::left: return 0.0F;
            case Alignment::right: return room;
            case Alignment::center: return room / 2;
            case Alignment::start: return line.right_to_left ? room : 0.0F;
            case Alignment::end: return line.right_to_left ? 0.0F : room;
        }
        return 0.0F;
    }

    void shift_line(std::size_t index, float box_px) {
        auto& line = m_layout.lines[index];
        line.x_px = start_of(line, box_px);
        const float by = line.x_px - m_hanging[index];
        for (std::uint32_t i = 0; i < line.glyph_count; ++i)
            m_layout.glyphs[line.first_glyph + i].x_px += by;
        for (auto& cell : m_layout.cells) {
            if (cell.line != index)
                continue;
            cell.left_px += by;
            cell.right_px += by;
        }
    }

    const TextAnalysis& m_analysis;
    const Style& m_style;
    Layout m_layout;
    std::vector<float> m_hanging;  // by line: hanging spaces at its left
    float m_pen_px = 0, m_glyph_pen_px = 0, m_hanging_px = 0;
};

}  // namespace

Layout layout_text(const FontSet& fonts, std::string_view utf8, const Style& style, float max_width_px) {
    const TextAnalysis analysis = analyse(fonts.impl(), utf8, style);
    LayoutBuilder builder{analysis, style};
    const float width_em = style.size_px > 0 ? max_width_px / style.size_px : 0.0F;
    const auto& characters = analysis.text.characters;
    for (auto begin = characters.begin();;) {
        const auto newline = std::find(begin, characters.end(), U'\n');
        const Span span{static_cast<std::uint32_t>(begin - characters.begin()),
                        static_cast<std::uint32_t>(newline - characters.begin())};
        builder.add_paragraph(Paragraph{fonts.impl(), analysis, span, style.direction}, width_em);
        if (newline == characters.end())
            break;
        begin = newline + 1;
    }
    return builder.finish(max_width_px);
}

}  // namespace porchlight::text

#include "text/line_filler.h"

#include "text/line_breaks.h"

namespace porchlight::text {
namespace {

// Rounding of sums of advances; a thousandth of an em is not seen.
constexpr float kToleranceEm = 0.001F;

class LineFiller {
public:
    LineFiller(const Paragraph& paragraph, const Codepoints& text, float width_em)
        : m_paragraph(paragraph), m_text(text), m_width_em(width_em) {}

    std::vector<FilledLine> fill() const {
        std::vector<FilledLine> lines;
        const Span all = m_paragraph.span();
        std::uint32_t begin = all.begin;
        do {
            lines.push_back(m_width_em > 0 ? next_line(begin) : whole_line());
            begin = lines.back().span.end;
        } while (begin < all.end);
        return lines;
    }

private:
    [[nodiscard]] FilledLine line(std::uint32_t begin, std::uint32_t end, std::uint32_t ink_end) const {
        return {{begin, end}, ink_end, m_paragraph.line_runs({begin, end})};
    }

    [[nodiscard]] FilledLine whole_line() const {
        const Span all = m_paragraph.span();
        return line(all.begin, all.end, all.end);
    }

    [[nodiscard]] std::uint32_t without_spaces(std::uint32_t begin, std::uint32_t end) const {
        while (end > begin && is_breaking_space(m_text.characters[end - 1]))
            --end;
        return end;
    }

    /// By the widths of the whole runs; the line's own shaping may differ by some kerning.
    [[nodiscard]] bool seems_to_fit(std::uint32_t begin, std::uint32_t end) const {
        return m_paragraph.width_em({begin, without_spaces(begin, end)}) <= m_width_em + kToleranceEm;
    }

    [[nodiscard]] bool fits(const FilledLine& candidate) const {
        float width = 0;
        for (const auto& run : candidate.runs)
            for (const auto& glyph : run.glyphs)
                if (glyph.cluster < candidate.ink_end)
                    width += glyph.advance_em;
        return width <= m_width_em + kToleranceEm;
    }

    /// The last place before `limit` that satisfies `allowed`, or `begin`.
    template <typename Allowed>
    [[nodiscard]] std::uint32_t last_break(std::uint32_t begin, std::uint32_t limit, Allowed allowed) const {
        std::uint32_t at = limit;
        while (at > begin && !allowed(at))
            --at;
        return at;
    }

    [[nodiscard]] std::uint32_t farthest(std::uint32_t begin) const {
        const std::uint32_t end = m_paragraph.span().end;
        std::uint32_t at = begin;
        while (at < end && seems_to_fit(begin, m_text.grapheme_end(at)))
            at = m_text.grapheme_end(at);
        return at;
    }

    [[nodiscard]] FilledLine next_line(std::uint32_t begin) const {
        const std::uint32_t end = m_paragraph.span().end;
        const std::uint32_t reach = farthest(begin);
        const auto at_word = [&](std::uint32_t at) { return at == end || may_break_before(m_text, at); };
        const auto at_grapheme = [&](std::uint32_t at) { return at == end || m_text.grapheme_starts[at] != 0; };
        for (auto at = last_break(begin, reach, at_word); at > begin; at = last_break(begin, at - 1, at_word))
            if (auto found = line(begin, at, without_spaces(begin, at)); fits(found))
                return found;
        const auto least = m_text.grapheme_end(begin);  // a line has one grapheme at least
        for (auto at = last_break(begin, reach, at_grapheme); at > least; at = last_break(begin, at - 1, at_grapheme))
            if (auto found = line(begin, at, without_spaces(begin, at)); fits(found))
                return found;
        return line(begin, least, without_spaces(begin, least));
    }

    const Paragraph& m_paragraph;
    const Codepoints& m_text;
    float m_width_em;
};

}  // namespace

std::vector<FilledLine> fill_lines(const Paragraph& paragraph, const Codepoints& text, float width_em) {
    const Span all = paragraph.span();
    if (all.begin == all.end)
        return {FilledLine{all, all.end, {}}};
    return LineFiller{paragraph, text, width_em}.fill();
}

}  // namespace porchlight::text

#include "intake/widgets/painter.h"

#include <cmath>
#include <numbers>

namespace porchlight::intake {
namespace {

constexpr int kGlowSpokes = 48;
constexpr int kGlowRings = 12;

ImVec2 at(float x, float y) { return {x, y}; }

// Arrows along the way that is read; what shows a thing, or a hand's turn, stays as it is.
bool points_onward(Icon icon) { return icon == Icon::back || icon == Icon::forward || icon == Icon::leave; }

// Smooth from 1 in the middle to 0 at the rim.
float falloff(float t) {
    const float rest = 1 - t;
    return rest * rest * (3 - 2 * rest);
}

}  // namespace

void Painter::begin(ImDrawList* list, bool right_to_left, std::string_view language) {
    m_list = list;
    m_right_to_left = right_to_left;
    m_language = language;
    m_needed_fonts.clear();
    m_texts.clear();
    if (m_runs != nullptr)
        m_runs->clear();
}

const text::Layout& Painter::layout(std::string_view utf8, const TextLook& look, float width, bool typed) {
    text::Style style;
    style.size_px = look.size_px;
    style.weight = look.weight;
    style.alignment = look.alignment;
    style.line_height_em = look.line_height_em;
    style.language = m_language;
    const auto screen = m_right_to_left ? text::Direction::right_to_left : text::Direction::left_to_right;
    style.direction = typed ? text::Direction::automatic : screen;
    const auto& out = m_layouts.get(utf8, style, width);
    // Also where nothing is pending: another weight may stand in for the one that is wanted.
    for (auto& path : m_fonts.missing_fonts(utf8, look.weight))
        m_needed_fonts.insert(std::move(path));
    if (m_runs != nullptr)
        m_texts[&out] = utf8;
    return out;
}

void Painter::tell(float x, float y, const text::Layout& layout, float size_px, ImU32 color) {
    const auto from = m_list->GetClipRectMin(), to = m_list->GetClipRectMax();
    const Area clip{from.x, from.y, to.x - from.x, to.y - from.y};
    for (const auto& line : layout.lines)
        if (line.width_px > 0)
            m_runs->push_back({m_texts[&layout],
                               {x + line.x_px, y + line.top_px, line.width_px, line.height_px},
                               clip,
                               color,
                               size_px});
}

float Painter::text(float x, float y, std::string_view utf8, const TextLook& look, float width, bool typed) {
    const auto& set = layout(utf8, look, width, typed);
    glyphs(x, y, set, look.size_px, look.color);
    return set.height_px;
}

// Baselines on whole pixels, pens on quarters: sharp, and evenly spaced.
void Painter::glyphs(float x, float y, const text::Layout& layout, float size_px, ImU32 color) {
    if (m_runs != nullptr)
        tell(x, y, layout, size_px, color);
    for (const auto& glyph : layout.glyphs) {
        const float pen = x + glyph.x_px;
        const float left = std::floor(pen);
        const int quarter = static_cast<int>((pen - left) * 4);
        const auto image = m_atlas.get(glyph.font, glyph.id, size_px, quarter);
        if (image.empty())
            continue;
        const float base = std::round(y + glyph.y_px);
        const ImVec2 from = at(left + image.left_px, base + image.top_px);
        m_list->PrimReserve(6, 4);
        m_list->PrimRectUV(from, at(from.x + image.width_px, from.y + image.height_px), at(image.u0, image.v0),
                           at(image.u1, image.v1), color);
    }
}

void Painter::fill(const Area& area, ImU32 color, float rounding) {
    m_list->AddRectFilled(at(area.x, area.y), at(area.right(), area.bottom()), color, rounding);
}

void Painter::outline(const Area& area, ImU32 color, float thickness, float rounding) {
    const float half = thickness / 2;
    m_list->AddRect(at(area.x + half, area.y + half), at(area.right() - half, area.bottom() - half), color, rounding, 0,
                    thickness);
}

void Painter::icon(Icon icon, float x, float y, float size, ImU32 color, float stroke) {
    const float unit = size / 24;
    const bool turned = m_right_to_left && points_onward(icon);
    const auto point = [&](const float* p) { return at(x + (turned ? 24 - p[0] : p[0]) * unit, y + p[1] * unit); };
    const auto finish = [&](bool closed) {
        // A curve that came back to where it began would make a spike there.
        auto& path = m_list->_Path;
        if (closed && path.Size > 1 &&
            std::abs(path.front().x - path.back().x) + std::abs(path.front().y - path.back().y) < unit / 4)
            path.pop_back();
        m_list->PathStroke(color, closed ? ImDrawFlags_Closed : 0, stroke * unit);
    };
    for (const auto& command : commands_of(icon)) {
        switch (command.letter) {
            case 'M':
                finish(false);
                m_list->PathLineTo(point(command.at));
                break;
            case 'L': m_list->PathLineTo(point(command.at)); break;
            case 'C':
                m_list->PathBezierCubicCurveTo(point(command.at), point(command.at + 2), point(command.at + 4));
                break;
            default: finish(true);
        }
    }
    finish(false);
}

void Painter::glow(float x, float y, float radius_x, float radius_y, ImU32 color, float strength) {
    const auto white = ImGui::GetFontTexUvWhitePixel();
    const auto first = m_list->_VtxCurrentIdx;
    m_list->PrimReserve(kGlowRings * kGlowSpokes * 6, (kGlowRings + 1) * (kGlowSpokes + 1));
    for (int ring = 0; ring <= kGlowRings; ++ring) {
        const float t = static_cast<float>(ring) / kGlowRings;
        const auto shade = faded(color, strength * falloff(t));
        for (int spoke = 0; spoke <= kGlowSpokes; ++spoke) {
            const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(spoke) / kGlowSpokes;
            m_list->PrimWriteVtx(at(x + std::cos(angle) * radius_x * t, y + std::sin(angle) * radius_y * t), white,
                                 shade);
        }
    }
    for (int ring = 0; ring < kGlowRings; ++ring)
        for (int spoke = 0; spoke < kGlowSpokes; ++spoke) {
            const auto a = first + static_cast<unsigned>(ring * (kGlowSpokes + 1) + spoke);
            const auto b = a + kGlowSpokes + 1;
            for (const auto index : {a, a + 1, b, b, a + 1, b + 1})
                m_list->PrimWriteIdx(static_cast<ImDrawIdx>(index));
        }
}

void Painter::ring(const Area& area, const Theme& theme, float unit, float rounding) {
    outline(area.grown(unit * 8), theme.lamp, unit * 4, rounding + unit * 8);
    outline(area.grown(unit * 12), theme.ink, unit * 4, rounding + unit * 12);
}

void Painter::wipe() {
    m_layouts.clear();
    m_atlas.clear();
    m_needed_fonts.clear();
}

}  // namespace porchlight::intake

// Draws text and shapes into ImGui's draw list: text through src/text and its atlas, in one texture with white.
// One thread, between ImGui::NewFrame and ImGui::Render. Units: device pixels.
#pragma once

#include "intake/icons.h"
#include "intake/widgets/theme.h"
#include "text/atlas.h"
#include "text/layout_cache.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::intake {

struct Area {
    float x = 0, y = 0, width = 0, height = 0;
    float right() const { return x + width; }
    float bottom() const { return y + height; }
    Area grown(float by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
};

struct TextLook {
    float size_px = 30;
    int weight = 400;
    ImU32 color = 0;
    text::Alignment alignment = text::Alignment::start;
    float line_height_em = 1.4F;
};

// One line of text as it was drawn, for tests of looks: where, in what, and what could be seen of it.
struct TextRun {
    std::string text;  // the whole text that the line is of
    Area area, clip;
    ImU32 color = 0;
    float size_px = 0;
};

class Painter {
public:
    explicit Painter(text::FontSet& fonts) : m_fonts(fonts), m_layouts(fonts), m_atlas(fonts) {}

    // For each frame: where to draw, and the direction and language of what the screen says.
    void begin(ImDrawList* list, bool right_to_left, std::string_view language);
    ImDrawList& list() { return *m_list; }
    text::Atlas& atlas() { return m_atlas; }
    bool right_to_left() const { return m_right_to_left; }

    // typed: an applicant's own text, whose direction is its own.
    const text::Layout& layout(std::string_view utf8, const TextLook& look, float width = 0, bool typed = false);
    // Draws and returns the height.
    float text(float x, float y, std::string_view utf8, const TextLook& look, float width = 0, bool typed = false);
    void glyphs(float x, float y, const text::Layout& layout, float size_px, ImU32 color);
    float text_height(std::string_view utf8, const TextLook& look, float width) {
        return layout(utf8, look, width).height_px;
    }
    float text_width(std::string_view utf8, const TextLook& look) { return layout(utf8, look).width_px; }

    void fill(const Area& area, ImU32 color, float rounding = 0);
    void outline(const Area& area, ImU32 color, float thickness, float rounding);
    // One that points along the reading direction is turned over where that runs from the right.
    void icon(Icon icon, float x, float y, float size, ImU32 color, float stroke = 2.0F);
    // Light from a point at the head of the page, fading out over a radius.
    void glow(float x, float y, float radius_x, float radius_y, ImU32 color, float strength);
    // The double ring that shows the focus on every ground.
    void ring(const Area& area, const Theme& theme, float unit, float rounding);

    // Paths of font files that the texts of this frame need.
    const std::set<std::string>& needed_fonts() const { return m_needed_fonts; }
    // For tests: the texts of the latest frame go there too; nothing else is kept of them.
    void watch(std::vector<TextRun>* runs) { m_runs = runs; }
    // Drops and wipes everything that shows what was drawn.
    void wipe();

private:
    void tell(float x, float y, const text::Layout& layout, float size_px, ImU32 color);

    text::FontSet& m_fonts;
    text::LayoutCache m_layouts;
    text::Atlas m_atlas;
    ImDrawList* m_list = nullptr;
    bool m_right_to_left = false;
    std::string m_language;
    std::set<std::string> m_needed_fonts;
    std::vector<TextRun>* m_runs = nullptr;
    std::map<const text::Layout*, std::string> m_texts;  // while they are watched
};

}  // namespace porchlight::intake

// The front of a card with a name drawn by Pango alone, set up as for paper, in a face that the caller names.
// One thread.
#pragma once

#include "bridge/render/card_template.h"

#include <cstdint>
#include <string>
#include <vector>

namespace porchlight::bridge::testing {

// A part of the front in dots, and what is on it: 0x00RRGGBB, rows from the top.
struct Area {
    int x = 0, y = 0, width = 0, height = 0;
};
using Dots = std::vector<std::uint32_t>;

class ReferencePage {
public:
    // card outlives the page.
    explicit ReferencePage(const CardTemplate& card);

    // At a size fit for looking at its glyphs. Without looking further, what the family lacks has no glyph.
    Owned<PangoLayout> layout(const std::string& text, const std::string& family, bool may_look_further) const;
    void set_size(PangoLayout* layout, const std::string& family, double size_dots) const;
    bool fits(PangoLayout* layout) const;
    // The smallest size that the template allows.
    double smallest_dots(const std::string& family) const;

    // A part of the front: the art, and over it the layout, if any, from the upper edge of the name's box.
    Dots draw(PangoLayout* layout, const Area& area) const;
    // The dots that lie wholly in the name's box.
    Area name_area() const;

    const TextStyle& style() const { return m_card.front.styles.at("name"); }
    const Box_mm& box() const { return m_card.front.boxes.at("name"); }

private:
    const CardTemplate& m_card;
    Owned<PangoFontMap> m_fonts;
    Owned<PangoContext> m_context;
};

}  // namespace porchlight::bridge::testing

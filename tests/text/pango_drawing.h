// Pango, given the same font files as ours and told which one to use for each part of a text.
#pragma once

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <catch2/catch_amalgamated.hpp>
#include <memory>
#include <string>
#include <vector>

#include "text/layout.h"

namespace porchlight::text {

struct Drawn {
    std::string glyphs;  ///< as glyph_list() has them
    std::vector<float> x_px;
};

class Pango {
public:
    Pango();
    /// The text, in one line, with the fonts that `ours` has for each part of it.
    Drawn draw(const std::string& text, const Style& style, const FontSet& fonts, const Layout& ours);

private:
    struct Unref {
        void operator()(gpointer object) const { g_object_unref(object); }
    };

    std::unique_ptr<PangoFontMap, Unref> m_map;
    std::unique_ptr<PangoContext, Unref> m_context;
};

/// Checks that a text's glyphs are Pango's, in Pango's order and within a quarter of a pixel of its places.
void check_as_pango(Pango& pango, FontSet& fonts, const std::string& text, const Style& style);

}  // namespace porchlight::text

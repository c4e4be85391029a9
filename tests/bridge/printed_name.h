// A name on a card, compared dot for dot with the same name drawn by Pango alone, in one named face that may not look
// for help in another. Slow (up to a second a name); one thread.
#pragma once

#include "bridge/render/card_template.h"
#include "bridge/render/raster.h"

#include <string>

namespace porchlight::bridge::testing {

struct Face {
    std::string family;            // the first of the template's that has every letter of the name; may be none
    bool has_every_glyph = false;  // by the font's own table of characters and by what was laid out
};

struct PrintedName {
    Face face;
    std::size_t other_dots = 0;  // dots of the name's box that differ, at the size that differs least
    std::size_t inked_dots = 0;  // dots in which the drawing of that size differs from the art without a name
    bool is_shown() const { return face.has_every_glyph && inked_dots > 0 && other_dots == 0; }
};

// front: a face of kCardWidth_dots x kCardHeight_dots printed on that template.
PrintedName find_name(const Raster& front, const CardTemplate& card, const std::string& name);

// The art of a front with a text in its name box, by Pango with all the help it wants: what has no glyph is drawn as a
// box. For cards that must be found out.
Raster forged_front(const CardTemplate& card, const std::string& text, const std::string& family);

}  // namespace porchlight::bridge::testing

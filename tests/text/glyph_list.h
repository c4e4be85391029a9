// A layout's glyphs as text, to be compared whole: "latin-400 37 72 …".
#pragma once

#include <string>

#include "text/layout.h"

namespace porchlight::text {

inline std::string stem_of(std::string_view path) {
    const auto begin = path.rfind('/') + 1;
    return std::string{path.substr(begin, path.rfind('.') - begin)};
}

inline std::string glyph_list(const FontSet& fonts, const Layout& layout) {
    std::string list;
    std::string font;
    for (const auto& glyph : layout.glyphs) {
        const auto stem = stem_of(fonts.path_of(glyph.font));
        if (stem != font)
            list += (list.empty() ? "" : " ") + stem;
        font = stem;
        list += " " + std::to_string(glyph.id);
    }
    return list;
}

}  // namespace porchlight::text

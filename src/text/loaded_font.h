// A font file in memory, as HarfBuzz shapes it and FreeType draws it.
//
// Internal to src/text. Threads: one.
#pragma once

#include <ft2build.h>
#include <hb.h>
#include FT_FREETYPE_H

#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace porchlight::text {

struct FontCloser {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
    void operator()(FT_Face face) const { FT_Done_Face(face); }
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
using HarfBuzzFont = std::unique_ptr<hb_font_t, FontCloser>;
using FreeTypeFace = std::unique_ptr<std::remove_pointer_t<FT_Face>, FontCloser>;
using FreeTypeLibrary = std::unique_ptr<std::remove_pointer_t<FT_Library>, FontCloser>;

struct LoadedFont {
    std::vector<std::uint8_t> bytes;  ///< outlives the two below, which point into it
    HarfBuzzFont shaping;
    FreeTypeFace drawing;
};

/// Null where the bytes are not a font that both libraries take.
[[nodiscard]] std::unique_ptr<LoadedFont> open_font(FT_Library library, std::span<const std::uint8_t> bytes);

}  // namespace porchlight::text

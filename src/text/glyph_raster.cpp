#include "text/glyph_raster.h"

#include <cstdlib>

#include FT_OUTLINE_H

#include "text/wiped.h"

namespace porchlight::text {

std::optional<GlyphBitmap> draw_glyph(const LoadedFont& font, std::uint32_t glyph, int size_quarters,
                                      int shift_quarters) {
    FT_Face face = font.drawing.get();
    if (FT_Set_Char_Size(face, 0, FT_F26Dot6{size_quarters} * 16, 72, 72) != 0)
        return std::nullopt;
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
        return std::nullopt;
    if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return std::nullopt;
    FT_Outline_Translate(&face->glyph->outline, FT_Pos{shift_quarters} * 16, 0);
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0)
        return std::nullopt;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    return GlyphBitmap{bitmap.buffer, static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows),
                       bitmap.pitch,  face->glyph->bitmap_left,       face->glyph->bitmap_top};
}

void wipe_drawing(const LoadedFont& font) {
    const FT_Bitmap& bitmap = font.drawing->glyph->bitmap;
    const bool drawn = font.drawing->glyph->format == FT_GLYPH_FORMAT_BITMAP && bitmap.buffer != nullptr;
    if (drawn)
        wipe(bitmap.buffer, bitmap.rows * static_cast<std::size_t>(std::abs(bitmap.pitch)));
}

}  // namespace porchlight::text

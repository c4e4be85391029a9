#include "text/loaded_font.h"

namespace porchlight::text {
namespace {

HarfBuzzFont open_for_shaping(const std::vector<std::uint8_t>& bytes) {
    hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(bytes.data()), static_cast<unsigned>(bytes.size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    HarfBuzzFont font{hb_face_get_glyph_count(face) > 0 ? hb_font_create(face) : nullptr};
    hb_face_destroy(face);
    return font;
}

FreeTypeFace open_for_drawing(FT_Library library, const std::vector<std::uint8_t>& bytes) {
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(library, bytes.data(), static_cast<FT_Long>(bytes.size()), 0, &face) != 0)
        return nullptr;
    return FreeTypeFace{face};
}

}  // namespace

std::unique_ptr<LoadedFont> open_font(FT_Library library, std::span<const std::uint8_t> bytes) {
    auto font = std::make_unique<LoadedFont>();
    font->bytes.assign(bytes.begin(), bytes.end());
    font->shaping = open_for_shaping(font->bytes);
    font->drawing = open_for_drawing(library, font->bytes);
    const bool scalable = font->drawing && FT_IS_SCALABLE(font->drawing.get());
    return font->shaping && scalable ? std::move(font) : nullptr;
}

}  // namespace porchlight::text

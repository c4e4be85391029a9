// Where a frame goes: a GPU behind the page's canvas, or nowhere. Chosen by file: web/ or native/.
// One thread. Units: device pixels.
#pragma once

#include "base/bytes.h"

#include <imgui.h>

namespace porchlight::intake {

class Screen {
public:
    virtual ~Screen() = default;

    // The texture of glyphs (one byte of coverage a pixel) and white; the rectangle has changed.
    virtual void upload_glyphs(byte_view pixels, int width, int height, int x, int y, int w, int h) = 0;
    // The texture of the photo, protocol::kPhotoBytes of RGB; an empty view blanks it.
    virtual void upload_photo(byte_view rgb) = 0;
    // The texture of the card's two faces, kPreviewBytes of RGB, front above back; an empty view blanks it.
    virtual void upload_card(byte_view rgb) = 0;
    virtual ImTextureID glyph_texture() const = 0;
    virtual ImTextureID photo_texture() const = 0;
    virtual ImTextureID card_texture() const = 0;
    virtual void resize(int width, int height) = 0;
    virtual void draw(ImDrawData* data, const ImVec4& paper) = 0;
};

}  // namespace porchlight::intake

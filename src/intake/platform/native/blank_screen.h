// A screen that shows nothing: natively the page is built for tests and analysis only.
#pragma once

#include "intake/platform/screen.h"

namespace porchlight::intake {

class BlankScreen : public Screen {
public:
    void upload_glyphs(byte_view, int, int, int, int, int, int) override {}
    void upload_photo(byte_view) override {}
    void upload_card(byte_view) override {}
    ImTextureID glyph_texture() const override { return nullptr; }
    ImTextureID photo_texture() const override { return nullptr; }
    ImTextureID card_texture() const override { return nullptr; }
    void resize(int, int) override {}
    void draw(ImDrawData*, const ImVec4&) override { ++draws; }

    int draws = 0;
};

}  // namespace porchlight::intake

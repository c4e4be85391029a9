// The page's canvas: an SDL window with WebGL 2 behind it, and the textures of glyphs, photo and card.
// One thread. Only one at a time.
#pragma once

#include "intake/platform/screen.h"
#include "intake/widgets/damage.h"

#include <SDL.h>

#include <vector>

namespace porchlight::intake {

class GlScreen : public Screen {
public:
    // Call after the ImGui context is there. False: the browser gives no WebGL 2.
    bool open();

    void upload_glyphs(byte_view pixels, int width, int height, int x, int y, int w, int h) override;
    void upload_photo(byte_view rgb) override;
    void upload_card(byte_view rgb) override;
    ImTextureID glyph_texture() const override;
    ImTextureID photo_texture() const override;
    ImTextureID card_texture() const override;
    void resize(int width, int height) override;
    void draw(ImDrawData* data, const ImVec4& paper) override;

private:
    void warm_up();

    SDL_Window* m_window = nullptr;
    SDL_GLContext m_context = nullptr;
    unsigned m_glyphs = 0, m_photo = 0, m_card = 0;
    int m_glyphs_width = 0, m_glyphs_height = 0;
    bytes m_staging;
    bool m_is_kept = false;  // does the canvas keep what was drawn?
    Damage m_damage;
};

}  // namespace porchlight::intake

// A screen in memory: draws ImGui's triangles as a GPU would, so that tests can look at the very pixels.
// One thread. Units: pixels; colours are 0xAABBGGRR, as ImGui packs them.
#pragma once

#include "intake/platform/native/blank_screen.h"
#include "intake/widgets/damage.h"

#include <cstdint>
#include <vector>

namespace porchlight::tests {

class RasterScreen : public intake::BlankScreen {
public:
    void upload_glyphs(byte_view pixels, int width, int height, int x, int y, int w, int h) override;
    void upload_photo(byte_view rgb) override;
    void upload_card(byte_view rgb) override;
    ImTextureID glyph_texture() const override { return reinterpret_cast<ImTextureID>(1); }
    ImTextureID photo_texture() const override { return reinterpret_cast<ImTextureID>(2); }
    ImTextureID card_texture() const override { return reinterpret_cast<ImTextureID>(3); }
    void resize(int width, int height) override;
    void draw(ImDrawData* data, const ImVec4& paper) override;

    int width() const { return m_width; }
    int height() const { return m_height; }
    ImU32 at(int x, int y) const { return m_pixels[static_cast<std::size_t>(y * m_width + x)]; }
    const std::vector<ImU32>& pixels() const { return m_pixels; }
    // The same, where each frame drew only what it changed of the one before; what the latest one drew.
    const std::vector<ImU32>& kept() const { return m_kept; }
    const intake::Area& damaged() const { return m_damaged; }

    bool is_idle = false;      // draws nothing: layout alone is looked at
    bool is_keeping = false;   // draws a second time, only what has changed
    bool is_textless = false;  // leaves the glyphs out: what is under them is looked at

private:
    struct Corner {
        float x, y, u, v;
        float color[4];
    };

    void paint(const ImDrawData& data);
    void triangle(const Corner (&corners)[3], ImTextureID texture, const ImVec4& clip);
    void blend(int x, int y, const float (&color)[4], float u, float v, ImTextureID texture);

    int m_width = 0, m_height = 0, m_glyphs_width = 0, m_glyphs_height = 0;
    std::vector<ImU32> m_pixels, m_kept;
    intake::Damage m_damage;
    intake::Area m_damaged;
    bytes m_glyphs, m_photo, m_card;
};

}  // namespace porchlight::tests

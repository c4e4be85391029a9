// Draws every sample, through layout and atlas as the page does, into <build>/text-contact-sheet.png: to be
// looked at.
#include <cairo.h>

#include <cmath>

#include "tests/text/fonts_on_disk.h"
#include "tests/text/names.h"
#include "text/atlas.h"
#include "text/layout.h"

using namespace porchlight::text;

namespace {

constexpr int kWidth = 1400;

class Sheet {
public:
    explicit Sheet(int height) : m_height(height), m_pixels(static_cast<std::size_t>(kWidth * height), 255) {}

    void draw(Atlas& atlas, const Layout& layout, float size_px, float x, float y) {
        for (const auto& glyph : layout.glyphs) {
            const float pen = x + glyph.x_px;
            const float whole = std::floor(pen);
            const int quarter = static_cast<int>((pen - whole) * 4);
            const auto found = atlas.get(glyph.font, glyph.id, size_px, quarter);
            if (!found.empty())
                blend(atlas, found, static_cast<int>(whole + found.left_px),
                      static_cast<int>(std::lround(y + glyph.y_px) + std::lround(found.top_px)));
        }
    }

    bool write(const std::string& path) const {
        std::vector<std::uint32_t> colours;
        for (const auto grey : m_pixels)
            colours.push_back(0xFF000000U | grey * 0x010101U);
        cairo_surface_t* surface = cairo_image_surface_create_for_data(
            reinterpret_cast<unsigned char*>(colours.data()), CAIRO_FORMAT_RGB24, kWidth, m_height, kWidth * 4);
        const auto status = cairo_surface_write_to_png(surface, path.c_str());
        cairo_surface_destroy(surface);
        return status == CAIRO_STATUS_SUCCESS;
    }

private:
    void blend(const Atlas& atlas, const AtlasGlyph& glyph, int left, int top) {
        const int u = static_cast<int>(std::lround(glyph.u0 * static_cast<float>(atlas.width())));
        const int v = static_cast<int>(std::lround(glyph.v0 * static_cast<float>(atlas.height())));
        for (int y = 0; y < static_cast<int>(glyph.height_px); ++y) {
            for (int x = 0; x < static_cast<int>(glyph.width_px); ++x) {
                if (left + x < 0 || left + x >= kWidth || top + y < 0 || top + y >= m_height)
                    continue;
                const unsigned cover = atlas.pixels()[static_cast<std::size_t>((v + y) * atlas.width() + u + x)];
                auto& pixel = m_pixels[static_cast<std::size_t>((top + y) * kWidth + left + x)];
                pixel = static_cast<std::uint8_t>((pixel * (255 - cover) + 0x1B * cover) / 255);
            }
        }
    }

    int m_height;
    std::vector<std::uint8_t> m_pixels;
};

}  // namespace

TEST_CASE("the contact sheet of all samples at 30 and 48 px is drawn") {
    struct Column {
        float size_px;
        int weight;
        float x_px, width_px;
    };
    FontSet fonts;
    load_index(fonts);
    Atlas atlas{fonts};
    Sheet sheet{4600};
    float y = 8;
    for (const auto& sample : samples()) {
        float row_height_px = 0;
        for (const auto& column : {Column{30, 400, 8, 400}, {30, 600, 428, 400}, {48, 700, 848, 544}}) {
            Style style;
            style.size_px = column.size_px;
            style.weight = column.weight;
            load_for(fonts, sample.text, column.weight);
            const auto layout = layout_text(fonts, sample.text, style, column.width_px);
            sheet.draw(atlas, layout, column.size_px, column.x_px, y);
            row_height_px = std::max(row_height_px, layout.height_px);
        }
        y += row_height_px + 4;
    }
    CHECK(y < 4600);
    CHECK(sheet.write(PORCHLIGHT_SHEET));
}

#include "text/atlas.h"

#include "tests/text/fonts_on_disk.h"
#include "text/layout.h"

using namespace porchlight::text;

namespace {

struct Box {
    float x0, y0, x1, y1;
};

Box box_of(const AtlasGlyph& glyph, const Atlas& atlas) {
    const auto size = static_cast<float>(atlas.width());
    return {glyph.u0 * size, glyph.v0 * size, glyph.u1 * size, glyph.v1 * size};
}

bool apart(const Box& a, const Box& b) { return a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0; }

/// Some ink in the glyph's place, and none on the pixels around it.
bool is_drawn_alone(const Atlas& atlas, const AtlasGlyph& glyph) {
    const Box box = box_of(glyph, atlas);
    const auto at = [&](int x, int y) {
        return atlas.pixels()[static_cast<std::size_t>(y) * static_cast<std::size_t>(atlas.width()) +
                              static_cast<std::size_t>(x)];
    };
    const int x0 = static_cast<int>(box.x0), x1 = static_cast<int>(box.x1);
    const int y0 = static_cast<int>(box.y0), y1 = static_cast<int>(box.y1);
    int ink = 0, spill = 0;
    for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x)
            ink += at(x, y);
    for (int y = y0 - 1; y <= y1; ++y)
        spill += at(x0 - 1, y) + at(x1, y);
    for (int x = x0 - 1; x <= x1; ++x)
        spill += at(x, y0 - 1) + at(x, y1);
    return ink > 0 && spill == 0;
}

FontId font_of(const FontSet& fonts, const char* text) { return layout_text(fonts, text, Style{}).glyphs.at(0).font; }

}  // namespace

TEST_CASE("glyphs in the atlas do not overlap, nor touch the white patch") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A");
    Atlas atlas{fonts};
    const FontId font = font_of(fonts, "A");
    std::vector<AtlasGlyph> glyphs;
    for (std::uint32_t glyph = 1; glyph < 120; ++glyph)
        for (const float size_px : {24.0F, 30.0F, 48.0F})
            (void)atlas.get(font, glyph, size_px);
    for (std::uint32_t glyph = 1; glyph < 120; ++glyph)
        for (const float size_px : {24.0F, 30.0F, 48.0F})
            if (const auto found = atlas.get(font, glyph, size_px); !found.empty())
                glyphs.push_back(found);
    REQUIRE(glyphs.size() > 300);
    const auto middle = atlas.white_uv();
    const auto size = static_cast<float>(atlas.width());
    int overlaps = 0, smudged = 0;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        smudged += is_drawn_alone(atlas, glyphs[i]) ? 0 : 1;
        const Box white{middle.x * size - 2, middle.y * size - 2, middle.x * size + 2, middle.y * size + 2};
        overlaps += apart(white, box_of(glyphs[i], atlas)) ? 0 : 1;
        for (std::size_t j = 0; j < i; ++j)
            overlaps += apart(box_of(glyphs[i], atlas), box_of(glyphs[j], atlas)) ? 0 : 1;
    }
    CHECK(overlaps == 0);
    CHECK(smudged == 0);
    CHECK(atlas.pixels()[static_cast<std::size_t>(middle.y * size) * static_cast<std::size_t>(atlas.width()) + 2] ==
          255);
}

TEST_CASE("a full page grows, then begins anew with another generation") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A");
    Atlas atlas{fonts, 1024};
    const FontId font = font_of(fonts, "A");
    CHECK(atlas.width() == Atlas::kInitialSize);
    const unsigned first = atlas.generation();
    std::uint32_t count = 0;
    const auto draw_another = [&] {
        (void)atlas.get(font, count % 120, 60 + static_cast<float>(count / 120));
        ++count;
    };
    while (atlas.width() == Atlas::kInitialSize)
        draw_another();
    CHECK(atlas.width() == 1024);
    CHECK(atlas.generation() == first + 1);
    while (atlas.generation() == first + 1)
        draw_another();
    CHECK(atlas.width() == 1024);
    CHECK(is_drawn_alone(atlas, atlas.get(font, 40, 30)));
    const auto dirty = atlas.take_dirty();
    CHECK(dirty.width == 1024);
    CHECK(atlas.take_dirty().width == 0);
}

TEST_CASE("the dirty rectangle covers exactly what is new") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A");
    Atlas atlas{fonts};
    const auto layout = layout_text(fonts, "A", Style{});
    (void)atlas.take_dirty();
    const auto glyph = atlas.get(layout.glyphs[0].font, layout.glyphs[0].id, 30);
    const auto dirty = atlas.take_dirty();
    const Box box = box_of(glyph, atlas);
    CHECK(static_cast<float>(dirty.x) == box.x0 - 1);
    CHECK(static_cast<float>(dirty.width) == glyph.width_px + 2);
    (void)atlas.get(layout.glyphs[0].font, layout.glyphs[0].id, 30);
    CHECK(atlas.take_dirty().width == 0);
    CHECK_FALSE(glyph.empty());
    CHECK(glyph.top_px < -15);
}

TEST_CASE("what cannot be drawn is empty: a space, an unknown font or glyph, one larger than the page") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A ");
    Atlas atlas{fonts, 64};
    const auto layout = layout_text(fonts, "A ", Style{});
    CHECK(atlas.get(layout.glyphs[0].font, layout.glyphs[1].id, 30).empty());
    CHECK(atlas.get(999, 1, 30).empty());
    CHECK(atlas.get(layout.glyphs[0].font, 65000, 30).empty());
    CHECK(atlas.get(layout.glyphs[0].font, layout.glyphs[0].id, 400).empty());
    CHECK_FALSE(atlas.get(layout.glyphs[0].font, layout.glyphs[0].id, 30).empty());
}

TEST_CASE("quarter-pixel shifts are glyphs of their own") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "l");
    Atlas atlas{fonts};
    const auto glyph = layout_text(fonts, "l", Style{}).glyphs.at(0);
    const auto a = atlas.get(glyph.font, glyph.id, 30, 0), b = atlas.get(glyph.font, glyph.id, 30, 2);
    CHECK((a.u0 != b.u0 || a.v0 != b.v0));
}

TEST_CASE("clear() wipes all ink but the white patch") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A");
    Atlas atlas{fonts};
    (void)atlas.get(font_of(fonts, "A"), 40, 30);
    const unsigned before = atlas.generation();
    atlas.clear();
    std::size_t ink = 0;
    for (const auto pixel : atlas.pixels())
        ink += pixel != 0 ? 1U : 0U;
    CHECK(ink == 16);
    CHECK(atlas.generation() != before);
}

#include "text/layout_cache.h"

#include "tests/text/fonts_on_disk.h"

using namespace porchlight::text;

TEST_CASE("the cache gives the same layout again, and another for another style or width") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "Anna");
    LayoutCache cache{fonts};
    const auto* first = &cache.get("Anna", Style{});
    CHECK(&cache.get("Anna", Style{}) == first);
    Style large;
    large.size_px = 48;
    CHECK(&cache.get("Anna", large) != first);
    CHECK(&cache.get("Anna", Style{}, 20) != first);
    CHECK(&cache.get("Ann", Style{}) != first);
    CHECK(cache.size() == 4);
    CHECK(first->glyphs.size() == 4);
}

TEST_CASE("the cache is bounded and drops what was used longest ago") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "0123456789");
    LayoutCache cache{fonts, 16};
    const auto* kept = &cache.get("kept", Style{});
    for (int i = 0; i < 100; ++i) {
        (void)cache.get(std::to_string(i), Style{});
        CHECK(&cache.get("kept", Style{}) == kept);
    }
    CHECK(cache.size() == 16);
    cache.clear();
    CHECK(cache.size() == 0);
}

TEST_CASE("a font that comes later lays out anew what waited for it") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A");
    LayoutCache cache{fonts};
    CHECK(cache.get("Ж", Style{}).pending_glyphs == 1);
    load_for(fonts, "Ж");
    CHECK(cache.get("Ж", Style{}).pending_glyphs == 0);
}

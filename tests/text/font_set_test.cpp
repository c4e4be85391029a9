#include "tests/text/fonts_on_disk.h"
#include "tests/text/names.h"
#include "text/layout.h"

using namespace porchlight::text;

TEST_CASE("plain Latin needs the small first-view file only, and nothing once it is there") {
    FontSet fonts;
    load_index(fonts);
    CHECK(load_for(fonts, "Your name, José?") == std::vector<std::string>{"fonts/latin-400.ttf"});
    CHECK(load_for(fonts, "Date of birth", 600) == std::vector<std::string>{"fonts/latin-600.ttf"});
    CHECK(fonts.missing_fonts("Ana Muñoz", 400).empty());
}

TEST_CASE("a stretch with a letter that Atkinson lacks is set whole in Noto Sans") {
    FontSet fonts;
    load_index(fonts);
    CHECK(load_for(fonts, "Nguyễn Văn Thành") == std::vector<std::string>{"fonts/noto-latin-400.ttf"});
    const auto layout = layout_text(fonts, "Nguyễn Văn Thành", Style{});
    for (const auto& glyph : layout.glyphs)
        CHECK(fonts.path_of(glyph.font) == "fonts/noto-latin-400.ttf");
    CHECK(load_for(fonts, "Łucja") == std::vector<std::string>{"fonts/latin-full-400.ttf"});
    CHECK(load_for(fonts, "Ольга") == std::vector<std::string>{"fonts/cyrillic-common-400.ttf"});
}

TEST_CASE("a face without the weight gives its nearest") {
    FontSet fonts;
    load_index(fonts);
    CHECK(load_for(fonts, "יוסף", 600) == std::vector<std::string>{"fonts/hebrew-700.ttf"});
    CHECK(load_for(fonts, "王", 700).back().ends_with("-400.ttf"));
}

TEST_CASE("Han asks for its index first, and then for the slices") {
    FontSet fonts;
    load_index(fonts);
    CHECK(fonts.missing_fonts("王", 400) == std::vector<std::string>{"fonts/han.index"});
    const auto loaded = load_for(fonts, "王𠮷");
    CHECK(loaded.size() == 3);
    CHECK(layout_text(fonts, "王𠮷", Style{}).missing_glyphs == 0);
}

TEST_CASE("a language's screens load its own slices, and no more") {
    const auto loads = [](std::string_view text, int weight = 400) {
        FontSet fonts;
        load_index(fonts);
        return load_for(fonts, text, weight);
    };
    using Paths = std::vector<std::string>;
    CHECK(loads("Вітаємо") == Paths{"fonts/cyrillic-common-400.ttf"});
    CHECK(loads("Әсел") == Paths{"fonts/noto-cyrillic-400.ttf"});
    CHECK(loads("أهلاً بكم") == Paths{"fonts/arabic-common-400.ttf"});
    CHECK(loads("您叫什么名字？") == Paths{"fonts/zh-400.ttf"});
    CHECK(loads("您叫什么名字？", 600) == Paths{"fonts/zh-700.ttf"});
    CHECK(loads("简体中文", 700) == Paths{"fonts/names-han-700.ttf"});
    CHECK(loads("العربية") == Paths{"fonts/names-arabic-400.ttf"});
    CHECK(loads("Українська") == Paths{"fonts/names-cyrillic-400.ttf"});
}

TEST_CASE("every sample is drawn without a missing glyph") {
    FontSet fonts;
    load_index(fonts);
    for (const auto& sample : samples()) {
        CAPTURE(sample.what);
        for (const int weight : {400, 600, 700}) {
            load_for(fonts, sample.text, weight);
            Style style;
            style.weight = weight;
            const auto layout = layout_text(fonts, sample.text, style);
            CHECK(layout.missing_glyphs == 0);
            CHECK(layout.pending_glyphs == 0);
            CHECK(!layout.glyphs.empty());
        }
    }
}

TEST_CASE("a character that no font has is drawn as .notdef and reported") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A\U00013000Z");
    const auto layout = layout_text(fonts, "A\U00013000Z", Style{});  // an Egyptian hieroglyph
    CHECK(layout.missing_glyphs == 1);
    REQUIRE(layout.glyphs.size() == 3);
    CHECK(layout.glyphs[1].id == 0);
    CHECK_FALSE(fonts.covers(0x13000));
    CHECK(fonts.covers(U'A'));
    CHECK(fonts.covers(U'ễ'));
    CHECK(fonts.covers(0x9F98));
}

TEST_CASE("a character whose font is not loaded is left blank and counted as pending") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "A");
    const auto layout = layout_text(fonts, "Aж", Style{});
    CHECK(layout.pending_glyphs == 1);
    CHECK(layout.missing_glyphs == 0);
    CHECK(layout.glyphs.size() == 1);
    CHECK(layout.cells.size() == 2);
}

TEST_CASE("files that are not fonts, and paths that no index names, are refused") {
    FontSet fonts;
    load_index(fonts);
    const std::vector<std::uint8_t> rubbish(100, 7);
    CHECK(fonts.add_font("fonts/nowhere.ttf", rubbish).error() == FontError::unknown_path);
    CHECK(fonts.add_font("fonts/latin-400.ttf", rubbish).error() == FontError::malformed_font);
    CHECK(fonts.add_font("fonts/latin-400.ttf", {}).error() == FontError::malformed_font);
    CHECK(fonts.add_font("fonts/han.index", rubbish).error() == FontError::malformed_index);
    CHECK(fonts.revision() == 0);
    load_for(fonts, "A");
    CHECK(fonts.revision() == 1);
}

TEST_CASE("a truncated font never brings the layout down") {
    const auto whole = read_bytes(path_on_disk("fonts/latin-400.ttf"));
    for (std::size_t keep = 0; keep < whole.size(); keep += 997) {
        FontSet fonts;
        load_index(fonts);
        const std::vector<std::uint8_t> part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(keep));
        if (fonts.add_font("fonts/latin-400.ttf", part))
            (void)layout_text(fonts, "Anna", Style{});
    }
}

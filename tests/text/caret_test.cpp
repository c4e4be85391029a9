#include "tests/text/fonts_on_disk.h"
#include "tests/text/names.h"
#include "text/codepoints.h"
#include "text/layout.h"
#include "text/utf.h"

using namespace porchlight::text;

namespace {

std::vector<std::size_t> grapheme_offsets(std::string_view utf8) {
    const auto text = decode(utf8);
    std::vector<std::size_t> offsets;
    for (std::uint32_t i = 0; i < text.size(); ++i)
        if (text.grapheme_starts[i] != 0)
            offsets.push_back(text.offsets[i]);
    offsets.push_back(utf8.size());
    return offsets;
}

}  // namespace

TEST_CASE("carets of one direction rise or fall throughout, and a hit on one gives its offset") {
    FontSet fonts;
    load_index(fonts);
    for (const auto& sample : samples()) {
        if (!sample.one_direction)
            continue;
        CAPTURE(sample.what);
        load_for(fonts, sample.text);
        const auto layout = layout_text(fonts, sample.text, Style{});
        const auto offsets = grapheme_offsets(sample.text);
        const bool right_to_left = layout.lines[0].right_to_left;
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            const auto caret = layout.caret(offsets[i]);
            CHECK(layout.offset_at(caret.x_px, caret.line) == offsets[i]);
            if (i == 0)
                continue;
            const float step = caret.x_px - layout.caret(offsets[i - 1]).x_px;
            CHECK((right_to_left ? -step : step) > 0);
        }
    }
}

TEST_CASE("where directions mix, a hit on a caret gives an offset with the same place") {
    FontSet fonts;
    load_index(fonts);
    for (const auto& sample : samples()) {
        CAPTURE(sample.what);
        load_for(fonts, sample.text);
        const auto layout = layout_text(fonts, sample.text, Style{});
        for (const auto offset : grapheme_offsets(sample.text)) {
            const float x_px = layout.caret(offset).x_px;
            const auto hit = layout.offset_at(x_px, 0);
            const bool same = layout.caret(hit).x_px == x_px || layout.caret(hit, CaretSide::before).x_px == x_px;
            CHECK(same);
        }
    }
}

TEST_CASE("an Arabic name in a left-to-right field has its carets from right to left") {
    FontSet fonts;
    load_index(fonts);
    const std::string text = "Ana محمد";
    load_for(fonts, text);
    const auto layout = layout_text(fonts, text, Style{});
    CHECK_FALSE(layout.lines[0].right_to_left);
    const auto at_m = layout.caret(4);
    CHECK(at_m.right_to_left);
    CHECK(at_m.x_px == Catch::Approx(layout.width_px));
    CHECK(layout.caret(4, CaretSide::before).x_px < at_m.x_px);
    CHECK(layout.caret(6).x_px < at_m.x_px);
    CHECK(layout.caret(text.size()).x_px == Catch::Approx(layout.caret(4, CaretSide::before).x_px));
}

TEST_CASE("offsets inside a grapheme are those of its start") {
    FontSet fonts;
    load_index(fonts);
    const std::string text = "Jose\u0301s";
    load_for(fonts, text);
    const auto layout = layout_text(fonts, text, Style{});
    CHECK(layout.cells.size() == 5);
    CHECK(layout.caret(4).x_px == layout.caret(3).x_px);
    CHECK(layout.caret(5).x_px == layout.caret(3).x_px);
    CHECK(layout.caret(6).x_px > layout.caret(3).x_px);
}

TEST_CASE("the caret of an empty text is at its start, and on a new line after a newline") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "ab");
    Style style;
    CHECK(layout_text(fonts, "", style, 300).caret(0).x_px == 0);
    style.direction = Direction::right_to_left;
    CHECK(layout_text(fonts, "", style, 300).caret(0).x_px == 300);
    const auto layout = layout_text(fonts, "ab\n", Style{}, 300);
    CHECK(layout.lines.size() == 2);
    CHECK(layout.caret(2).line == 0);
    CHECK(layout.caret(3).line == 1);
    CHECK(layout.caret(3).x_px == 0);
    CHECK(layout.caret(99).line == 1);
}

TEST_CASE("a selection over a change of direction has several rectangles") {
    FontSet fonts;
    load_index(fonts);
    const std::string text = "Ana محمد Bo";
    load_for(fonts, text);
    const auto layout = layout_text(fonts, text, Style{});
    const auto whole = layout.selection(0, text.size());
    REQUIRE(whole.size() == 1);
    CHECK(whole[0].width_px == Catch::Approx(layout.width_px));
    CHECK(layout.selection(2, 6).size() == 2);
    CHECK(layout.selection(3, 3).empty());
}

TEST_CASE("byte and UTF-16 offsets convert both ways") {
    const std::string text = "aé𠮷z";
    CHECK(byte_of_utf16(text, 0) == 0);
    CHECK(byte_of_utf16(text, 2) == 3);
    CHECK(byte_of_utf16(text, 4) == 7);
    CHECK(byte_of_utf16(text, 9) == text.size());
    for (const std::size_t units : {0U, 1U, 2U, 4U, 5U})
        CHECK(utf16_of_byte(text, byte_of_utf16(text, units)) == units);
    CHECK(grapheme_count("e\u0301\U0001F469\u200D\U0001F466x") == 3);
    CHECK(grapheme_count("\xFF\xC0") == 2);
}

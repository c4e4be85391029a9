#include "tests/text/fonts_on_disk.h"
#include "tests/text/names.h"
#include "text/layout.h"

using namespace porchlight::text;

namespace {

std::vector<std::string> lines_of(const std::string& text, const Layout& layout) {
    std::vector<std::string> lines;
    for (const auto& line : layout.lines)
        lines.push_back(text.substr(line.begin, line.end - line.begin));
    return lines;
}

}  // namespace

TEST_CASE("no line is wider than allowed, and none loses a character") {
    FontSet fonts;
    load_index(fonts);
    for (const auto& sample : samples()) {
        CAPTURE(sample.what);
        load_for(fonts, sample.text);
        for (const float width_px : {40.0F, 77.0F, 150.0F, 333.0F, 1000.0F}) {
            const auto layout = layout_text(fonts, sample.text, Style{}, width_px);
            std::string joined;
            for (const auto& line : lines_of(sample.text, layout))
                joined += line;
            CHECK(joined == sample.text);
            std::vector<int> graphemes(layout.lines.size());
            for (const auto& cell : layout.cells)
                ++graphemes[cell.line];
            for (std::size_t i = 0; i < layout.lines.size(); ++i) {
                const bool fits = layout.lines[i].width_px <= width_px + 0.05F || graphemes[i] == 1;
                CHECK(fits);
            }
            CHECK(layout.missing_glyphs == 0);
        }
    }
}

TEST_CASE("lines break after spaces and hyphens, and in a word only where it alone is too long") {
    FontSet fonts;
    load_index(fonts);
    const std::string text = "Anne-Marie goes home";
    load_for(fonts, text);
    CHECK(lines_of(text, layout_text(fonts, text, Style{}, 110)) ==
          std::vector<std::string>{"Anne-", "Marie ", "goes ", "home"});
    CHECK(lines_of(text, layout_text(fonts, text, Style{}, 160)) ==
          std::vector<std::string>{"Anne-Marie ", "goes home"});
    CHECK(layout_text(fonts, "Wolfeschlegelstein", Style{}, 100).lines.size() > 2);
    CHECK(layout_text(fonts, text, Style{}).lines.size() == 1);
}

TEST_CASE("Chinese breaks between characters but not before closing punctuation") {
    FontSet fonts;
    load_index(fonts);
    const std::string text = "请输入您的姓名，然后继续。";
    load_for(fonts, text);
    for (float width_px = 60; width_px < 400; width_px += 7) {
        const auto layout = layout_text(fonts, text, Style{}, width_px);
        for (const auto& line : lines_of(text, layout)) {
            CHECK_FALSE(line.starts_with("，"));
            CHECK_FALSE(line.starts_with("。"));
        }
    }
}

TEST_CASE("spaces at a line's end hang and do not shift the other side") {
    FontSet fonts;
    load_index(fonts);
    const std::string text = "اسم ثلاثة كلمات";
    load_for(fonts, text);
    Style style;
    const auto layout = layout_text(fonts, text, style, 120);
    REQUIRE(layout.lines.size() > 1);
    for (const auto& line : layout.lines) {
        CHECK(line.right_to_left);
        CHECK(line.x_px + line.width_px == Catch::Approx(120));
    }
    style.alignment = Alignment::center;
    for (const auto& line : layout_text(fonts, text, style, 120).lines)
        CHECK(line.x_px * 2 + line.width_px == Catch::Approx(120));
}

TEST_CASE("lines stand at the side that is asked for, whatever their direction") {
    FontSet fonts;
    load_index(fonts);
    const std::string text = "ثلاثة\nAna";
    load_for(fonts, text);
    Style style;
    style.alignment = Alignment::right;
    const auto right = layout_text(fonts, text, style, 300);
    REQUIRE(right.lines.size() == 2);
    for (const auto& line : right.lines)
        CHECK(line.x_px + line.width_px == Catch::Approx(300));
    style.alignment = Alignment::left;
    for (const auto& line : layout_text(fonts, text, style, 300).lines)
        CHECK(line.x_px == Catch::Approx(0).margin(0.01));
}

TEST_CASE("lines are 1.45 em apart, whatever fonts they have") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "a\nẤ\nم\n王");
    const auto layout = layout_text(fonts, "a\nẤ\nم\n王", Style{});
    REQUIRE(layout.lines.size() == 4);
    for (std::size_t i = 1; i < 4; ++i)
        CHECK(layout.lines[i].baseline_px - layout.lines[i - 1].baseline_px == Catch::Approx(43.5));
    CHECK(layout.height_px == Catch::Approx(174));
    CHECK(layout.line_at(-5) == 0);
    CHECK(layout.line_at(50) == 1);
    CHECK(layout.line_at(5000) == 3);
}

TEST_CASE("invalid UTF-8 and controls are shown, never fatal") {
    FontSet fonts;
    load_index(fonts);
    for (const std::string text : {"\xFF\xFE", "a\xC3", "\xED\xA0\x80", "a\x01\x7F", "\xF4\x90\x80\x80"}) {
        load_for(fonts, text);
        const auto layout = layout_text(fonts, text, Style{}, 50);
        CHECK(layout.lines.back().end == text.size());
    }
}

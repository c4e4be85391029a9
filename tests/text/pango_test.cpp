// Every sample's glyphs, every name's and every message's, and where they stand, are Pango's, given the same font
// files.
#include "intake/flow/say.h"
#include "tests/text/fonts_on_disk.h"
#include "tests/text/names.h"
#include "tests/text/pango_drawing.h"

using namespace porchlight;
using namespace porchlight::text;

namespace {

std::vector<std::string> forms_of(std::string_view message) {
    std::vector<std::string> forms;
    for (auto end = message.find('\n'); end != std::string_view::npos; end = message.find('\n')) {
        forms.emplace_back(message.substr(0, end));
        message.remove_prefix(end + 1);
    }
    forms.emplace_back(message);
    return forms;
}

Style style_of(std::size_t language) {
    Style style;
    style.language = intake::kLanguages[language].tag;
    style.direction = intake::kLanguages[language].right_to_left ? Direction::right_to_left : Direction::left_to_right;
    return style;
}

}  // namespace

TEST_CASE("the glyphs of every sample are Pango's, in Pango's order and places") {
    FontSet fonts;
    load_index(fonts);
    Pango pango;
    for (const auto& sample : samples()) {
        CAPTURE(sample.what);
        check_as_pango(pango, fonts, sample.text, Style{});
    }
}

TEST_CASE("the glyphs of 200 names in 25 scripts are Pango's, in Pango's order and places") {
    FontSet fonts;
    load_index(fonts);
    Pango pango;
    const auto all = names();
    CHECK(all.size() == 200);
    for (const auto& name : all) {
        CAPTURE(name.what, name.text);
        check_as_pango(pango, fonts, name.text, Style{});
    }
}

TEST_CASE("the glyphs of every message of every language are Pango's, in Pango's order and places") {
    FontSet fonts;
    load_index(fonts);
    Pango pango;
    for (std::size_t language = 0; language < intake::kLanguageCount; ++language)
        for (std::size_t message = 0; message < intake::kMessageCount; ++message)
            for (const auto& form : forms_of(intake::say(language, static_cast<intake::Message>(message)))) {
                CAPTURE(intake::kLanguages[language].tag, form);
                check_as_pango(pango, fonts, form, style_of(language));
            }
}

TEST_CASE("names of either direction, with digits, stand in every language's sentence as Pango has them") {
    FontSet fonts;
    load_index(fonts);
    Pango pango;
    for (std::size_t language = 0; language < intake::kLanguageCount; ++language)
        for (const auto* name : {"Anna O’Neill (3)", "محمد علي", "Ana يوسف 12", "王小明"}) {
            const auto text =
                intake::say(language, intake::Message::code_shown,
                            {{"name", name}, {"date", intake::say_date(language, *date::from_ymd(1990, 3, 12))}});
            CAPTURE(text);
            check_as_pango(pango, fonts, text, style_of(language));
        }
}

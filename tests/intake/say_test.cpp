// Numbers, dates and plural forms are those that node's Intl gives (CLDR), and fillings keep to themselves.
#include "intake/flow/say.h"
#include "cldr_expected.h"
#include "intake/flow/digits.h"
#include "intake/flow/direction.h"

#include <catch2/catch_amalgamated.hpp>

#include <vector>

using namespace porchlight;
using namespace porchlight::intake;

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    lines.emplace_back(text);
    return lines;
}

std::string with_count(std::string form, std::string_view number) {
    const auto at = form.find("{count}");
    return at == std::string::npos ? form : form.replace(at, 7, number);
}

}  // namespace

TEST_CASE("a date is said as CLDR has it, in every language") {
    REQUIRE(std::size(kExpected) == kLanguageCount);
    for (const auto& expected : kExpected) {
        const auto language = language_of_tag(expected.tag);
        REQUIRE(kLanguages[language].tag == expected.tag);
        for (const auto& [iso, said] : expected.dates)
            REQUIRE(say_date(language, *date::parse(iso)) == said);
    }
}

TEST_CASE("a number is said as CLDR has it, in every language") {
    for (const auto& expected : kExpected)
        for (const auto& one : expected.numbers)
            REQUIRE(say_number(language_of_tag(expected.tag), one.number) == one.said);
}

TEST_CASE("a count takes the plural form that CLDR has for it, in every language") {
    for (const auto& expected : kExpected) {
        const auto language = language_of_tag(expected.tag);
        const auto forms = lines_of(say(language, Message::timeout_lead));
        for (const auto& one : expected.numbers) {
            REQUIRE(one.form < forms.size());
            REQUIRE(say_count(language, Message::timeout_lead, one.number) == with_count(forms[one.form], one.said));
        }
    }
}

TEST_CASE("day, month and year stand in the order of the language") {
    CHECK(date_order(language_of_tag("en")) == "month day year");
    CHECK(date_order(language_of_tag("fil")) == "month day year");
    CHECK(date_order(language_of_tag("zh-CN")) == "year month day");
    for (const auto* tag : {"es", "pl", "fr", "ar", "uk"})
        CHECK(date_order(language_of_tag(tag)) == "day month year");
}

TEST_CASE("a browser's tag finds its language, and an unknown one the first") {
    CHECK(kLanguages[language_of_tag("zh-Hans-CN")].tag == "zh");
    CHECK(kLanguages[language_of_tag("tl-PH")].tag == "fil");
    CHECK(kLanguages[language_of_tag("ar-EG")].tag == "ar");
    CHECK(language_of_tag("xx") == 0);
    CHECK(language_of_tag("") == 0);
}

TEST_CASE("a filling that runs the other way is isolated, any other stays as it is") {
    const auto english = language_of_tag("en"), arabic = language_of_tag("ar");
    CHECK(say(english, Message::bar_language, {{"language", "Polski"}}) == "Language: Polski");
    CHECK(say(english, Message::bar_language, {{"language", "العربية"}}) == "Language: \u2068العربية\u2069");
    CHECK(say(arabic, Message::bar_language, {{"language", "Polski"}}).find("\u2068Polski\u2069") != std::string::npos);
    CHECK(say(arabic, Message::bar_language, {{"language", "12 (3)"}}).find("\u2068") == std::string::npos);
    CHECK(say(english, Message::bar_language, {}) == "Language: {language}");
}

TEST_CASE("letters have a direction; digits and signs have none") {
    using enum Direction;
    CHECK(has_letters("12. Ana", kLeftToRight));
    CHECK_FALSE(has_letters("12. Ana", kRightToLeft));
    CHECK(has_letters("Ana יוסף", kRightToLeft));
    CHECK(has_letters("王", kLeftToRight));
    CHECK_FALSE(has_letters("١٢ ۴ 12 – 5 %،", kRightToLeft));
    CHECK_FALSE(has_letters("", kLeftToRight));
}

TEST_CASE("digits of other keyboards become plain ones") {
    CHECK(with_plain_digits("١٢٣٤٥٦٧٨٩٠") == "1234567890");
    CHECK(with_plain_digits("۱۹۹۰") == "1990");
    CHECK(with_plain_digits("１２ 3月") == "12 3月");
    CHECK(with_plain_digits("\xD9") == "\xD9");
    CHECK(with_plain_digits("م1") == "م1");
}

// WCAG 2.5.3: who says what the button shows must be understood.
TEST_CASE("a control's name begins with what it shows, in every language") {
    for (std::size_t language = 0; language < kLanguageCount; ++language) {
        CAPTURE(kLanguages[language].tag);
        CHECK(say(language, Message::bar_look).starts_with("Aa"));
        CHECK(say(language, Message::bar_leave_name).starts_with(say(language, Message::bar_leave)));
        for (const auto name :
             {Message::review_change_path, Message::review_change_name, Message::review_change_date,
              Message::review_change_emergency, Message::review_change_gender, Message::review_change_extras,
              Message::review_change_services, Message::review_change_photo})
            CHECK(say(language, name).starts_with(say(language, Message::review_change)));
    }
}

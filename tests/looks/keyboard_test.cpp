// The on-screen keyboard: its letters, what its keys mean, and that they are large enough and leave the field to be
// seen, on any screen.
#include "intake/widgets/keyboard.h"

#include "tests/looks/drawn.h"

#include <catch2/catch_amalgamated.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

using namespace porchlight::intake;
using porchlight::tests::Drawn;
using porchlight::tests::Look;
using porchlight::tests::Size;

namespace {

constexpr std::string_view kTags[] = {"en", "es", "pl", "fr", "zh", "ar", "fil", "uk"};

// All that can be typed on a page, without shift; accents included.
std::set<std::string> letters_on(std::string_view language, KeyPage page) {
    std::set<std::string> letters;
    for (const auto& row : key_rows(language, page))
        for (const auto& key : row)
            if (key.action == KeyAction::kType) {
                letters.insert(key.text);
                for (auto& accent : accents_of(key.text))
                    letters.insert(std::move(accent));
            }
    return letters;
}

bool has(const std::vector<KeyRow>& rows, KeyAction action) {
    return std::ranges::any_of(
        rows, [&](const KeyRow& row) { return std::ranges::find(row, action, &Key::action) != row.end(); });
}

// Types ids into a text, as the field would.
std::string typed(Keyboard& keyboard, std::string_view language, std::initializer_list<std::string_view> ids) {
    std::string text;
    for (const auto id : ids) {
        const auto edit = keyboard.press(id, language, text);
        if (edit.kind == Edit::Kind::kInsert)
            text += edit.text;
    }
    return text;
}

}  // namespace

TEST_CASE("promise_9: Each language's keyboard has each of its letters, once, and the keys that every text needs") {
    const std::pair<std::string_view, std::string_view> alphabets[] = {
        {"en", "a b c d e f g h i j k l m n o p q r s t u v w x y z ’ -"},
        {"es", "ñ á é í ó ú ü"},
        {"pl", "ą ć ę ł ń ó ś ź ż"},
        {"fr", "à â æ ç é è ê ë î ï ô œ ù û ü ÿ"},
        {"fil", "ñ á é í ó ú à è"},
        {"uk", "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я ’"},
        {"ar", "ا أ إ آ ء ؤ ئ ب ت ة ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ى"},
        {"en",
         "đ í ì ỉ ĩ ị ý ỳ ỷ ỹ ỵ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ ê ế ề ể ễ ệ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ ư ứ ừ ử ữ ự ú ù ủ ũ ụ"},
        {"zh", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    };
    for (const auto& [language, alphabet] : alphabets) {
        const auto letters = letters_on(language, KeyPage::kLetters);
        for (std::string_view rest = alphabet; !rest.empty();) {
            const auto letter = rest.substr(0, rest.find(' '));
            INFO(language << ": " << letter);
            CHECK(letters.contains(std::string(letter)));
            rest.remove_prefix(std::min(rest.size(), letter.size() + 1));
        }
    }
    for (const auto tag : kTags)
        for (const auto page : {KeyPage::kLetters, KeyPage::kLatin, KeyPage::kSigns, KeyPage::kDigits}) {
            const auto rows = key_rows(tag, page);
            std::set<std::string> ids;
            for (const auto& row : rows)
                for (const auto& key : row)
                    if (key.action != KeyAction::kGap)
                        CHECK(ids.insert(id_of(key)).second);
            for (const auto action : {KeyAction::kErase, KeyAction::kHide, KeyAction::kDone})
                CHECK(has(rows, action));
            CHECK(has(rows, KeyAction::kSpace) == (page != KeyPage::kDigits));
        }
}

TEST_CASE(
    "promise_9: A key is 60 pixels each way, 44 on a screen as small as a telephone's, and the field stays above") {
    const auto size = GENERATE(Size{360, 740}, Size{1080, 1920}, Size{1280, 800}, Size{768, 1024}, Size{1080, 1920, 2});
    const auto* field = GENERATE("name", "month");
    const int percent = GENERATE(100, 200);
    Drawn drawn(Look{size, 0, percent});
    drawn.screen.is_idle = true;
    drawn.kiosk.go_to_name();
    if (field == std::string_view("month")) {
        drawn.kiosk.flow.type(Field::kName, "Ana");
        drawn.kiosk.press("continue");
    }
    drawn.draw();
    drawn.page.open_keyboard(field);
    drawn.draw();
    const auto& frame = drawn.tree().frame();
    REQUIRE(frame.keyboard_field == field);
    const float least = size.width < 600 ? 43.5F : 59.5F;
    int keys = 0;
    for (const auto& node : drawn.tree().nodes())
        if (node.region == Region::kKeyboard) {
            ++keys;
            INFO(size.width << ": " << node.id << " " << node.bounds.width << " x " << node.bounds.height);
            CHECK(node.bounds.width >= least);
            CHECK(node.bounds.height >= least);
            CHECK(node.bounds.x >= 0);
            CHECK(node.bounds.x + node.bounds.width <= drawn.css_width());
            CHECK_FALSE(node.name.empty());
        }
    CHECK(keys > 12);
    const auto* node = drawn.tree().find(field);
    CHECK(frame.main.height > node->bounds.height);
    CHECK(frame.main.y + frame.main.height <= frame.keyboard.y + 0.5F);
}

TEST_CASE("Names begin with a capital on the on-screen keyboard, and Shift says otherwise for one letter") {
    Keyboard keyboard;
    keyboard.open("name", false, true);
    CHECK(typed(keyboard, "es", {"key-a", "key-n", "key-a", "key-space", "key-ñ", "key-u"}) == "Ana Ñu");
    CHECK(typed(keyboard, "es", {"key-shift", "key-d", "key-e"}) == "de");
    keyboard.open("own-gender", false, false);
    CHECK(typed(keyboard, "en", {"key-a", "key-shift", "key-b", "key-c"}) == "aBc");
}

TEST_CASE("A letter held down, or the key for accents before it, offers its accents, which go after the choice") {
    Keyboard keyboard;
    keyboard.open("name", false, true);
    CHECK_FALSE(keyboard.hold("key-q"));
    CHECK_FALSE(keyboard.hold("key-space"));
    keyboard.open("year", true, false);
    CHECK_FALSE(keyboard.hold("key-e"));
    keyboard.open("name", false, true);
    REQUIRE(keyboard.hold("key-e"));
    CHECK(keyboard.letter() == "e");
    CHECK(typed(keyboard, "fr", {"key-é"}) == "É");
    CHECK(keyboard.letter().empty());
    CHECK(typed(keyboard, "pl", {"key-accents", "key-l", "key-ł", "key-l"}) == "Łl");
    CHECK(typed(keyboard, "pl", {"key-accents", "key-q"}) == "Q");
    keyboard.press("key-accents", "pl", "");
    keyboard.press("key-l", "pl", "");
    REQUIRE(keyboard.letter() == "l");
    keyboard.press("key-accents", "pl", "");
    CHECK(keyboard.letter().empty());
}

TEST_CASE("All accents of a letter are on its panel, which takes no more rows than the letters, at any width") {
    for (const auto tag : kTags)
        for (const auto& letters : key_rows(tag, KeyPage::kLetters))
            for (const auto& key : letters) {
                Keyboard keyboard;
                keyboard.open("name", false, true);
                if (key.action != KeyAction::kType || !keyboard.hold(id_of(key)))
                    continue;
                INFO(tag << ": " << key.text);
                const auto rows = keyboard.rows(tag);
                std::set<std::string> shown;
                for (const auto& row : rows)
                    for (const auto& accent : row)
                        if (accent.action == KeyAction::kType)
                            shown.insert(accent.text);
                auto wanted = accents_of(key.text);
                wanted.push_back(key.text);
                CHECK(shown == std::set<std::string>(wanted.begin(), wanted.end()));
                for (int units = 5; units <= 14; ++units)
                    CHECK(fitted(rows, units).size() <= fitted(key_rows(tag, KeyPage::kLetters), units).size());
            }
}

TEST_CASE("promise_9: A sign on a key has a name, and a Latin letter among others its language") {
    const auto* tag = GENERATE("en", "uk", "ar");
    const auto language = language_of_tag(tag);
    Drawn drawn(Look{{1080, 1920}, language});
    drawn.screen.is_idle = true;
    drawn.kiosk.go_to_name();
    drawn.draw();
    drawn.page.open_keyboard("name");
    drawn.page.press_key("key-signs");
    drawn.draw();
    REQUIRE(drawn.tree().find("key--") != nullptr);
    CHECK(drawn.tree().find("key--")->name == "-: " + std::string(say(language, Message::sign_hyphen)));
    for (const auto& node : drawn.tree().nodes())
        if (node.region == Region::kKeyboard && (node.name.empty() || std::ispunct(node.name[0]) != 0)) {
            INFO(node.id);
            CHECK(node.name.size() > 4);
        }
    drawn.page.press_key("key-signs");
    drawn.page.press_key("key-script");
    drawn.draw();
    CHECK(drawn.tree().find("key-a")->language == (has_own_script(tag) ? "en" : ""));
}

TEST_CASE("A name in Latin letters can be typed where the language has others, and signs lead back") {
    Keyboard keyboard;
    keyboard.open("name", false, true);
    CHECK(typed(keyboard, "uk", {"key-о", "key-л", "key-ь", "key-г", "key-а"}) == "Ольга");
    CHECK(typed(keyboard, "uk", {"key-script", "key-o", "key-l", "key-h", "key-a"}) == "Olha");
    CHECK(typed(keyboard, "uk", {"key-signs", "key-7", "key-signs", "key-a"}) == "7a");
    CHECK(typed(keyboard, "uk", {"key-script", "key-о"}) == "О");
    CHECK(typed(keyboard, "ar", {"key-م", "key-ن", "key-ى"}) == "منى");
}

TEST_CASE("The keyboard of a field of digits has digits alone, and goes on to the next field and away") {
    Drawn drawn(Look{});
    drawn.screen.is_idle = true;
    drawn.kiosk.go_to_name();
    drawn.kiosk.flow.type(Field::kName, "Ana");
    drawn.kiosk.press("continue");
    drawn.draw();
    drawn.page.open_keyboard("month");
    drawn.draw();
    CHECK(drawn.tree().find("key-a") == nullptr);
    CHECK(drawn.tree().find("key-7") != nullptr);
    CHECK(drawn.tree().find("key-done")->name == say(0, Message::keyboard_next));
    CHECK(drawn.page.press_key("key-7").text == "7");
    CHECK(drawn.page.press_key("key-erase").kind == Edit::Kind::kErase);
    CHECK(drawn.page.press_key("key-done").kind == Edit::Kind::kNext);
    drawn.page.open_keyboard("year");
    drawn.draw();
    CHECK(drawn.tree().find("key-done")->name == say(0, Message::keyboard_done));
    CHECK(drawn.tree().find("keyboard-show") == nullptr);
    CHECK(drawn.page.press_key("key-hide").kind == Edit::Kind::kClose);
    drawn.draw();
    CHECK(drawn.tree().find("key-7") == nullptr);
    CHECK(drawn.tree().find("keyboard-show") != nullptr);
    CHECK(drawn.page.press_key("key-7").kind == Edit::Kind::kNone);
}

TEST_CASE("The keyboard goes with its field: another step, or a field that is not there, has none") {
    Drawn drawn(Look{});
    drawn.screen.is_idle = true;
    drawn.page.open_keyboard("name");
    drawn.draw();
    CHECK(drawn.tree().frame().keyboard_field.empty());
    drawn.kiosk.go_to_name();
    drawn.draw();
    drawn.page.open_keyboard("name");
    drawn.draw();
    CHECK(drawn.tree().frame().keyboard_field == "name");
    drawn.kiosk.press("back");
    drawn.draw();
    CHECK(drawn.tree().frame().keyboard_field.empty());
    CHECK(drawn.tree().find("key-a") == nullptr);
}

#include "intake/widgets/keyboard_layout.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace porchlight::intake {
namespace {

// Letters of three rows, parted by spaces.
struct Letters {
    std::string_view language;
    std::array<std::string_view, 3> rows;
};

// The first is for every language that has none here. The third row gets Shift before it, and Erase after it.
constexpr Letters kLetters[] = {
    {"en", {"q w e r t y u i o p", "a s d f g h j k l ’", "z x c v b n m -"}},
    {"es", {"q w e r t y u i o p", "a s d f g h j k l ñ", "z x c v b n m -"}},
    {"fil", {"q w e r t y u i o p", "a s d f g h j k l ñ", "z x c v b n m -"}},
    {"fr", {"a z e r t y u i o p", "q s d f g h j k l m", "w x c v b n ’ -"}},
    {"uk", {"й ц у к е н г ш щ з х ї", "ф і в а п р о л д ж є ґ", "я ч с м и т ь б ю ’"}},
    {"ar", {"ض ص ث ق ف غ ع ه خ ح ج د", "ش س ي ب ل ا أ ت ن م ك ط", "إ آ ذ ء ئ ؤ ر ى ة و ز ظ"}},
};

constexpr std::array<std::string_view, 3> kSignRows{"1 2 3 4 5 6 7 8 9 0", "’ - . , ' ʻ · / ( )", "& + : ; ? ! @ _"};
constexpr std::array<std::string_view, 4> kDigitRows{"1 2 3", "4 5 6", "7 8 9", "0"};

// At most thirty in a line with its letter: three rows of ten, as the letters themselves. The letters of Europe, the
// Americas, Africa and Vietnam that grow out of each plain one.
constexpr std::array<std::string_view, 24> kAccents{"a á à â ä ã å ą ā ă æ ả ạ ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ",
                                                    "c ç ć č ċ",
                                                    "d đ ď ð",
                                                    "e é è ê ë ę ē ė ě ẽ ẻ ẹ ế ề ể ễ ệ",
                                                    "g ğ ģ ġ",
                                                    "h ħ",
                                                    "i í ì î ï ī į ı ĩ ỉ ị",
                                                    "k ķ",
                                                    "l ł ľ ļ ĺ",
                                                    "n ñ ń ň ņ ŋ",
                                                    "o ó ò ô ö õ ő ø ō œ ơ ỏ ọ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ",
                                                    "r ř ŕ",
                                                    "s ś š ş ș ß",
                                                    "t ť ţ ț þ ŧ",
                                                    "u ú ù û ü ū ů ű ų ư ủ ụ ũ ứ ừ ử ữ ự",
                                                    "w ŵ",
                                                    "y ý ÿ ŷ ỳ ỹ ỷ ỵ",
                                                    "z ź ž ż",
                                                    "г ґ",
                                                    "и і ї ы",
                                                    "е є ё э",
                                                    "ا أ إ آ ٱ",
                                                    "ه ة",
                                                    "ي ئ ى ی"};

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(' '));
        parts.push_back(part);
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return parts;
}

KeyRow keys_of(std::string_view text) {
    KeyRow row;
    for (const auto part : parts_of(text))
        row.push_back({KeyAction::kType, std::string(part)});
    return row;
}

const Letters& letters_of(std::string_view language) {
    const auto* found = std::ranges::find(kLetters, language, &Letters::language);
    return found == std::end(kLetters) ? kLetters[0] : *found;
}

std::vector<KeyRow> digit_rows() {
    std::vector<KeyRow> rows;
    rows.reserve(std::size(kDigitRows));
    constexpr std::array kBeside{KeyAction::kErase, KeyAction::kHide, KeyAction::kDone};
    for (const auto digits : kDigitRows)
        rows.push_back(keys_of(digits));
    for (std::size_t i = 0; i < kBeside.size(); ++i)
        rows[i].push_back({kBeside[i], ""});
    const Key gap{KeyAction::kGap, ""};
    rows[3] = {gap, rows[3][0], gap, gap};
    return rows;
}

}  // namespace

std::vector<KeyRow> key_rows(std::string_view language, KeyPage page) {
    if (page == KeyPage::kDigits)
        return digit_rows();
    const bool latin = page == KeyPage::kLatin || !has_own_script(language);
    std::vector<KeyRow> rows;
    for (const auto text : page == KeyPage::kSigns   ? kSignRows
                           : page == KeyPage::kLatin ? kLetters[0].rows
                                                     : letters_of(language).rows)
        rows.push_back(keys_of(text));
    if (page != KeyPage::kSigns && (latin || language != "ar"))
        rows[2].insert(rows[2].begin(), {KeyAction::kShift, ""});
    rows[2].push_back({KeyAction::kErase, ""});
    KeyRow functions{{KeyAction::kHide, ""}, {KeyAction::kSigns, ""}};
    if (has_own_script(language) && page != KeyPage::kSigns)
        functions.push_back({KeyAction::kScript, ""});
    if (latin && page != KeyPage::kSigns)
        functions.push_back({KeyAction::kAccents, ""});
    functions.push_back({KeyAction::kSpace, "", 0});
    functions.push_back({KeyAction::kDone, "", 2});
    rows.push_back(std::move(functions));
    return rows;
}

float units_of(const std::vector<KeyRow>& rows) {
    float most = 1;
    for (const auto& row : rows) {
        float units = 0;
        for (const auto& key : row)
            units += std::max(key.units, 1.0F);
        most = std::max(most, units);
    }
    return most;
}

std::vector<KeyRow> fitted(const std::vector<KeyRow>& rows, int units) {
    if (units_of(rows) <= static_cast<float>(units))
        return rows;
    std::vector<KeyRow> out;
    const auto most = static_cast<std::size_t>(std::max(units, 1));
    for (const auto& row : rows) {
        const auto lines = (row.size() + most - 1) / most;
        for (std::size_t i = 0, from = 0; i < lines; ++i) {
            const auto count = (row.size() - from + (lines - i) - 1) / (lines - i);
            out.emplace_back(row.begin() + static_cast<std::ptrdiff_t>(from),
                             row.begin() + static_cast<std::ptrdiff_t>(from + count));
            from += count;
            // The key that takes what is left still does; one that is wide for comfort is not any more.
            for (auto& key : out.back())
                key.units = std::min(key.units, 1.0F);
        }
    }
    return out;
}

std::vector<std::string> accents_of(std::string_view letter) {
    for (const auto line : kAccents) {
        const auto parts = parts_of(line);
        if (parts[0] == letter)
            return {parts.begin() + 1, parts.end()};
    }
    return {};
}

bool has_own_script(std::string_view language) { return language == "uk" || language == "ar"; }

bool needs_input_method(std::string_view language) { return language.starts_with("zh"); }

std::string capital_of(std::string_view letter) {
    utf8proc_int32_t point = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(letter.data());
    const auto used = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(letter.size()), &point);
    if (used <= 0 || static_cast<std::size_t>(used) != letter.size())
        return std::string(letter);
    std::array<utf8proc_uint8_t, 4> out{};
    const auto size = utf8proc_encode_char(utf8proc_toupper(point), out.data());
    return {out.begin(), out.begin() + size};
}

}  // namespace porchlight::intake

#include "text/line_breaks.h"

#include <string_view>

namespace porchlight::text {
namespace {

constexpr std::u32string_view kNeverFirst =
    U"!),.:;?]}%"
    U"\u00BB\u2019\u201D\u2026\u2014\u00B7\u3001\u3002\u3005\u3009\u300B\u300D\u300F\u3011\u3015\u3017\u301C"
    U"\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308E\u309B\u309C\u309D\u309E"
    U"\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7\u30EE\u30FB\u30FC\u30FD\u30FE"
    U"\uFF01\uFF09\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F\uFF3D\uFF5D\uFF61\uFF63";
constexpr std::u32string_view kNeverLast =
    U"([{\u00AB\u2018\u201C\u3008\u300A\u300C\u300E\u3010\u3014\u3016\uFF08\uFF3B\uFF5B\uFF62";

bool is_one_of(std::u32string_view set, char32_t character) { return set.find(character) != std::u32string_view::npos; }

/// Full-width forms break as ideographs do.
bool is_full_width(char32_t character) {
    return is_ideographic(character) || (character >= 0xFF01 && character <= 0xFF60) ||
           (character >= 0x3001 && character <= 0x3020);
}

bool is_hyphen(char32_t character) { return character == U'-' || character == 0x2010 || character == 0x2013; }

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

/// After a hyphen inside a word ("Anne-Marie"), not after a minus sign nor in "2020-2026".
bool is_inner_hyphen(const Codepoints& text, std::uint32_t index) {
    if (!is_hyphen(text.characters[index]) || index == 0 || index + 1 >= text.size())
        return false;
    return !is_breaking_space(text.characters[index - 1]) && !is_digit(text.characters[index + 1]) &&
           !is_hyphen(text.characters[index + 1]);
}

}  // namespace

bool is_breaking_space(char32_t character) {
    return character == U' ' || character == 0x3000 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200A && character != 0x2007);
}

bool may_break_before(const Codepoints& text, std::uint32_t index) {
    const char32_t before = text.characters[index - 1];
    const char32_t after = text.characters[index];
    if (text.grapheme_starts[index] == 0 || is_breaking_space(after))
        return false;
    if (is_breaking_space(before) || before == 0x200B || before == 0xAD)
        return true;
    if (is_one_of(kNeverFirst, after) || is_one_of(kNeverLast, before))
        return false;
    if (is_inner_hyphen(text, index - 1))
        return true;
    const bool glued =
        before == 0xA0 || after == 0xA0 || before == 0x2060 || after == 0x2060 || before == 0x202F || after == 0x202F;
    return !glued && !is_hyphen(after) && (is_full_width(before) || is_full_width(after));
}

}  // namespace porchlight::text

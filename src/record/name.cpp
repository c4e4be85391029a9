#include "record/name.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <optional>
#include <vector>

namespace porchlight::record {
namespace {

using codepoint = utf8proc_int32_t;

// Enough for any name before NFC; what is longer is refused before it is worked on.
constexpr std::size_t kMaxTypedBytes = 16 * kMaxNameBytes;

std::optional<std::vector<codepoint>> decode(std::string_view text) {
    std::vector<codepoint> out;
    out.reserve(text.size());
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        codepoint c = 0;
        const auto used = utf8proc_iterate(at, left, &c);
        if (used <= 0)
            return std::nullopt;
        out.push_back(c);
        at += used;
        left -= used;
    }
    return out;
}

// Of text that is known to be valid UTF-8.
std::vector<codepoint> codepoints(std::string_view text) { return decode(text).value_or(std::vector<codepoint>{}); }

void append(std::string& out, codepoint c) {
    utf8proc_uint8_t encoded[4];
    const auto size = utf8proc_encode_char(c, encoded);
    out.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(size));
}

bool is_space(codepoint c) {
    return (c >= 0x09 && c <= 0x0d) || c == 0x85 || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

bool is_bidi_control(codepoint c) {
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool is_forbidden(codepoint c) {
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return true;
        default: return is_bidi_control(c) || c == 0xfeff;
    }
}

bool is_letter(codepoint c) {
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_mark_or_digit(codepoint c) {
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_NO;
}

std::string fold_spaces(const std::vector<codepoint>& text) {
    std::string out;
    bool pending = false;
    for (auto c : text) {
        if (is_space(c)) {
            pending = !out.empty();
            continue;
        }
        if (pending)
            out += ' ';
        pending = false;
        append(out, c);
    }
    return out;
}

std::optional<std::string> map(std::string_view text, int options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &mapped, static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (size < 0)
        return std::nullopt;
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

std::expected<std::string, Error> canonical(std::string_view typed) {
    if (typed.size() > kMaxTypedBytes)
        return std::unexpected(Error::kNameTooLong);
    const auto decoded = decode(typed);
    if (!decoded)
        return std::unexpected(Error::kNameNotUtf8);
    const std::string folded = fold_spaces(*decoded);
    const auto normal = map(folded, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (!normal)
        return std::unexpected(Error::kNameNotUtf8);
    for (auto c : codepoints(*normal))
        if (is_forbidden(c))
            return std::unexpected(Error::kNameForbiddenCharacter);
    return *normal;
}

bool has_letter(std::string_view text) {
    for (auto c : codepoints(text))
        if (is_letter(c))
            return true;
    return false;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
    const auto decoded = decode(text);
    if (!decoded)
        return 0;
    std::size_t count = decoded->empty() ? 0 : 1;
    utf8proc_int32_t state = 0;
    for (std::size_t i = 1; i < decoded->size(); ++i)
        if (utf8proc_grapheme_break_stateful((*decoded)[i - 1], (*decoded)[i], &state))
            ++count;
    return count;
}

std::expected<std::string, Error> canonical_text(std::string_view typed, std::size_t max_characters,
                                                 std::size_t max_bytes) {
    auto text = canonical(typed);
    if (text && (text->size() > max_bytes || count_characters(*text) > max_characters))
        return std::unexpected(Error::kNameTooLong);
    return text;
}

std::expected<std::string, Error> canonical_name(std::string_view typed) {
    auto name = canonical_text(typed, kMaxNameCharacters, kMaxNameBytes);
    if (!name)
        return name;
    if (name->empty())
        return std::unexpected(Error::kNameEmpty);
    if (!has_letter(*name))
        return std::unexpected(Error::kNameNoLetter);
    return name;
}

bool is_canonical_name(std::string_view name) {
    const auto again = canonical_name(name);
    return again && *again == name;
}

std::string comparison_form(std::string_view name) {
    const auto folded =
        map(name, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    std::string out;
    if (!folded)
        return out;
    for (auto c : codepoints(*folded))
        if (is_letter(c) || is_mark_or_digit(c))
            append(out, c);
    return out;
}

}  // namespace porchlight::record

#include "log/characters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace porchlight::public_log {
namespace {

constexpr std::size_t kMaxNameBytes = 255;

std::uint32_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// The bytes of a sequence by its first one; 0 for one that starts none.
std::size_t length_of(std::uint32_t first) {
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first < 0xe0)
        return 2;
    if (first >= 0xe0 && first < 0xf0)
        return 3;
    return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

// Takes one code point from the front; nothing if it is not well-formed.
std::optional<char32_t> take_code_point(std::string_view& text) {
    constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const auto first = byte_at(text, 0);
    const auto length = length_of(first);
    if (length == 0 || text.size() < length)
        return std::nullopt;
    std::uint32_t value = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte_at(text, i) & 0xc0U) != 0x80)
            return std::nullopt;
        value = (value << 6U) | (byte_at(text, i) & 0x3fU);
    }
    text.remove_prefix(length);
    if (value < kSmallest[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return std::nullopt;
    return value;
}

bool is_space(char32_t c) {
    constexpr std::array<char32_t, 9> kSpaces{0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000};
    return (c >= 0x09 && c <= 0x0d) || (c >= 0x2000 && c <= 0x200a) || std::ranges::find(kSpaces, c) != kSpaces.end();
}

template <class Allowed>
bool is_all(std::string_view text, Allowed allowed) {
    while (!text.empty()) {
        const auto c = take_code_point(text);
        if (!c || !allowed(*c))
            return false;
    }
    return true;
}

}  // namespace

bool is_note_text(std::string_view text) {
    return is_all(text, [](char32_t c) { return c >= 0x20 || c == U'\n'; });
}

bool is_key_name(std::string_view name) {
    return !name.empty() && name.size() <= kMaxNameBytes &&
           is_all(name, [](char32_t c) { return c > 0x20 && !is_space(c) && c != U'+'; });
}

std::optional<std::uint64_t> parse_decimal(std::string_view digits) {
    std::uint64_t value = 0;
    if (digits.empty() || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }) ||
        (digits.size() > 1 && digits.front() == '0'))
        return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() ||
        value > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return value;
}

}  // namespace porchlight::public_log

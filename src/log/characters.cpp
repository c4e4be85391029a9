#include "log/characters.h"

#include "base/code_point.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace porchlight::public_log {
namespace {

constexpr std::size_t kMaxNameBytes = 255;

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

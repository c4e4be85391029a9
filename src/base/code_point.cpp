#include "base/code_point.h"

#include <array>
#include <cstdint>

namespace porchlight {
namespace {

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

}  // namespace

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

}  // namespace porchlight

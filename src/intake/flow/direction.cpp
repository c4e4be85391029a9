#include "intake/flow/direction.h"

#include <algorithm>
#include <array>
#include <optional>

namespace porchlight::intake {
namespace {

struct Range {
    char32_t first, last;
    bool has(char32_t character) const { return first <= character && character <= last; }
};

// Hebrew to Arabic Extended-A, presentation forms, the ancient ones, and Mende Kikakui to Arabic Mathematical.
constexpr std::array<Range, 5> kFromTheRight{
    {{0x590, 0x8FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}}};
// Digits and signs: of ASCII, Latin-1, Arabic, the general ones, and those of East Asia.
constexpr std::array<Range, 15> kNeither{{{0x00, 0x40},
                                          {0x5B, 0x60},
                                          {0x7B, 0xA9},
                                          {0xAB, 0xB4},
                                          {0xB6, 0xB9},
                                          {0xBB, 0xBF},
                                          {0xD7, 0xD7},
                                          {0xF7, 0xF7},
                                          {0x300, 0x36F},
                                          {0x600, 0x607},
                                          {0x60C, 0x61A},
                                          {0x660, 0x66C},
                                          {0x6F0, 0x6F9},
                                          {0x2000, 0x2BFF},
                                          {0x3000, 0x3004}}};

template <std::size_t kSize>
bool any_has(const std::array<Range, kSize>& ranges, char32_t character) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) { return range.has(character); });
}

// Takes the first character off the front.
char32_t take(std::string_view& rest) {
    const auto lead = static_cast<unsigned char>(rest.front());
    const std::size_t wanted = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const auto size = std::min(wanted, rest.size());
    char32_t character = wanted == 1 ? lead : lead & (0xFFU >> (wanted + 1));
    for (std::size_t i = 1; i < size; ++i)
        character = character << 6U | (static_cast<unsigned char>(rest[i]) & 0x3FU);
    rest.remove_prefix(size);
    return character;
}

std::optional<Direction> direction_of(char32_t character) {
    if (any_has(kNeither, character))
        return std::nullopt;
    return any_has(kFromTheRight, character) ? Direction::kRightToLeft : Direction::kLeftToRight;
}

}  // namespace

bool has_letters(std::string_view utf8, Direction direction) {
    while (!utf8.empty())
        if (direction_of(take(utf8)) == direction)
            return true;
    return false;
}

}  // namespace porchlight::intake

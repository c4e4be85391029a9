#include "intake/flow/digits.h"

#include <array>

namespace porchlight::intake {
namespace {

// Up to the last byte, which counts up from the zero's: Arabic, Persian, full-width.
struct Zero {
    std::string_view head;
    unsigned char tail;
};
constexpr std::array<Zero, 3> kZeros{{{"\xD9", 0xA0}, {"\xDB", 0xB0}, {"\xEF\xBC", 0x90}}};

// The digit that the text begins with, or 0 where it begins with another character.
char digit_of(std::string_view rest, std::size_t& size) {
    for (const auto& zero : kZeros) {
        size = zero.head.size() + 1;
        if (rest.size() < size || rest.substr(0, size - 1) != zero.head)
            continue;
        const auto tail = static_cast<unsigned char>(rest[size - 1]);
        if (tail >= zero.tail && tail <= zero.tail + 9)
            return static_cast<char>('0' + (tail - zero.tail));
    }
    return 0;
}

}  // namespace

std::string with_plain_digits(std::string_view utf8) {
    std::string plain;
    while (!utf8.empty()) {
        std::size_t size = 1;
        const char digit = digit_of(utf8, size);
        if (digit == 0)
            size = 1;
        plain += digit == 0 ? utf8.front() : digit;
        utf8.remove_prefix(size);
    }
    return plain;
}

}  // namespace porchlight::intake

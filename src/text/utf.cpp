#include "text/utf.h"

#include "text/codepoints.h"

namespace porchlight::text {
namespace {

std::size_t utf16_units(char32_t character) { return character > 0xFFFF ? 2 : 1; }

}  // namespace

std::size_t byte_of_utf16(std::string_view utf8, std::size_t utf16) {
    std::size_t byte = 0, units = 0;
    while (byte < utf8.size() && units < utf16) {
        const Decoded next = decode_one(utf8.substr(byte));
        units += utf16_units(next.character);
        byte += next.length;
    }
    return byte;
}

std::size_t utf16_of_byte(std::string_view utf8, std::size_t byte) {
    std::size_t at = 0, units = 0;
    while (at < utf8.size() && at < byte) {
        const Decoded next = decode_one(utf8.substr(at));
        units += utf16_units(next.character);
        at += next.length;
    }
    return units;
}

std::size_t grapheme_count(std::string_view utf8) {
    std::size_t count = 0;
    const Codepoints text = decode(utf8);
    for (const auto start : text.grapheme_starts)
        count += start;
    return count;
}

}  // namespace porchlight::text

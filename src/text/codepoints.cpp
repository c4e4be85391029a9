#include "text/codepoints.h"

#include <utf8proc.h>

namespace porchlight::text {
namespace {

bool is_between(char32_t character, char32_t first, char32_t last) { return character >= first && character <= last; }

char32_t shown(char32_t character) {
    if (character == U'\t')
        return U' ';
    const bool control = character < 0x20 || is_between(character, 0x7F, 0x9F);
    return control && character != U'\n' ? kReplacement : character;
}

void find_graphemes(Codepoints& text) {
    text.grapheme_starts.assign(text.characters.size(), 1);
    utf8proc_int32_t state = 0;
    for (std::uint32_t i = 1; i < text.size(); ++i) {
        const auto before = static_cast<utf8proc_int32_t>(text.characters[i - 1]);
        const auto after = static_cast<utf8proc_int32_t>(text.characters[i]);
        text.grapheme_starts[i] = utf8proc_grapheme_break_stateful(before, after, &state) ? 1 : 0;
    }
}

}  // namespace

Decoded decode_one(std::string_view utf8) {
    utf8proc_int32_t character = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(utf8.size()), &character);
    if (length < 1)
        return {};
    return {static_cast<char32_t>(character), static_cast<std::uint32_t>(length)};
}

std::uint32_t Codepoints::grapheme_end(std::uint32_t index) const {
    do {
        ++index;
    } while (index < size() && grapheme_starts[index] == 0);
    return index;
}

Codepoints decode(std::string_view utf8) {
    Codepoints text;
    text.characters.reserve(utf8.size());
    text.offsets.reserve(utf8.size() + 1);
    std::size_t at = 0;
    while (at < utf8.size()) {
        const Decoded next = decode_one(utf8.substr(at));
        text.characters.push_back(shown(next.character));
        text.offsets.push_back(static_cast<std::uint32_t>(at));
        at += next.length;
    }
    text.offsets.push_back(static_cast<std::uint32_t>(utf8.size()));
    find_graphemes(text);
    return text;
}

bool is_ideographic(char32_t character) {
    return is_between(character, 0x2E80, 0x2FDF) || is_between(character, 0x3005, 0x3007) ||
           is_between(character, 0x3021, 0x312F) || is_between(character, 0x3190, 0x4DBF) ||
           is_between(character, 0x4E00, 0x9FFF) || is_between(character, 0xF900, 0xFAFF) ||
           is_between(character, 0x20000, 0x3FFFD);
}

bool is_ignorable(char32_t character) {
    return character == 0xAD || character == 0x34F || character == 0x61C || character == 0x180E ||
           is_between(character, 0x180B, 0x180D) || is_between(character, 0x200B, 0x200F) ||
           is_between(character, 0x202A, 0x202E) || is_between(character, 0x2060, 0x206F) ||
           is_between(character, 0xFE00, 0xFE0F) || character == 0xFEFF || is_between(character, 0xE0000, 0xE0FFF);
}

}  // namespace porchlight::text

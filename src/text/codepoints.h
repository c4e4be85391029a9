// UTF-8 decoded to code points with their byte offsets, and grapheme starts.
//
// Why: FriBidi and HarfBuzz work on code points, callers on bytes. Internal to
// src/text. Threads: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/wiped.h"

namespace porchlight::text {

inline constexpr char32_t kReplacement = 0xFFFD;

/// One step of decoding: the code point and how many bytes it took (at least 1).
struct Decoded {
    char32_t character = kReplacement;
    std::uint32_t length = 1;
};

/// Decodes at the start of a text that is not empty. A byte that is not valid
/// UTF-8 (overlong forms and surrogates included) is one U+FFFD.
[[nodiscard]] Decoded decode_one(std::string_view utf8);

struct Codepoints {
    WipedVector<char32_t> characters;
    WipedVector<std::uint32_t> offsets;         ///< one more than characters: the last is the end
    WipedVector<std::uint8_t> grapheme_starts;  ///< 1 where a user-perceived character begins (UAX 29)

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(characters.size()); }
    /// The index after the grapheme that contains or begins at `index`.
    [[nodiscard]] std::uint32_t grapheme_end(std::uint32_t index) const;
};

/// Decodes; tabs become spaces and other controls but newline U+FFFD, so that
/// nothing is invisible.
[[nodiscard]] Codepoints decode(std::string_view utf8);

/// Letters of Han, kana and Bopomofo: may be broken between, are set in full width.
[[nodiscard]] bool is_ideographic(char32_t character);

/// Joiners, variation selectors, direction marks: no font needs to have them.
[[nodiscard]] bool is_ignorable(char32_t character);

}  // namespace porchlight::text

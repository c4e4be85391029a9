// Counting in the text's several units: bytes of UTF-8, UTF-16 units, graphemes.
//
// Why: a DOM input counts its selection in UTF-16 units, layouts count bytes,
// and a reader counts characters. One place converts.
//
// Threads: pure functions.
// Invalid UTF-8 is not an error: each bad byte counts as one U+FFFD.
#pragma once

#include <cstddef>
#include <string_view>

namespace porchlight::text {

/// The byte offset of the `utf16`-th UTF-16 unit; the end if beyond it.
[[nodiscard]] std::size_t byte_of_utf16(std::string_view utf8, std::size_t utf16);

/// How many UTF-16 units stand before a byte offset.
[[nodiscard]] std::size_t utf16_of_byte(std::string_view utf8, std::size_t byte);

/// How many user-perceived characters (UAX 29) the text has.
[[nodiscard]] std::size_t grapheme_count(std::string_view utf8);

}  // namespace porchlight::text

// Text for a terminal of 80 columns. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace porchlight::custody {

constexpr std::size_t kTerminalColumns = 80;

// Code points: names in wide letters may stand out.
std::size_t columns_of(std::string_view text);

// Paragraphs (between line feeds) broken at spaces, each line indented by so many spaces; ends with a line feed. A
// paragraph that begins with a space stays as it is.
std::string wrapped(std::string_view text, std::size_t indent = 0);

// The text as one paragraph, whatever it begins with, after these words; its further lines begin below the text. A word
// that no line holds is broken too: what a terminal would carry over to the first column could pass for another label.
std::string labelled(std::string_view begin, std::string_view text);

// "-- 3 of 9: Everybody joins ------…", one line.
std::string heading(std::string_view words);

}  // namespace porchlight::custody

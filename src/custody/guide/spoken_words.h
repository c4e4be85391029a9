// Words that people read to each other to know that they have the same file (custody/FORMAT.md, Spoken words).
// Pure, any thread; takes 64 MiB and a good part of a second.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace porchlight::custody {

constexpr std::size_t kSpokenWords = 8;

// Of the first line of a file, its line feed included, or of all where there is none; with a space between two. Nothing
// on lack of memory.
std::optional<std::string> spoken_words(std::string_view file);

}  // namespace porchlight::custody

// The index of shipped fonts (FONT_INDEX.md): families, files, coverage.
//
// Why: it answers, before anything is fetched, which file has a character.
// Internal to src/text; FontSet is the way in.
// Threads: one thread. Units: code points; weights as in CSS.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/font_set.h"

namespace porchlight::text {

struct CharacterRange {
    char32_t first = 0, last = 0;
};

/// Ascending, disjoint.
using Coverage = std::vector<CharacterRange>;

[[nodiscard]] bool contains(const Coverage& coverage, char32_t character);

/// A file of the release, one weight of a face. Its place in FontIndex::files is its FontId.
struct FontFile {
    std::string path;
    int weight = 400;
    std::uint32_t coverage = 0;  ///< place in FontIndex::coverages
};

/// A further index, to be loaded when one of its characters is met.
struct FurtherIndex {
    std::string path;
    Coverage coverage;
    bool loaded = false;
};

struct SliceRange {
    int weight = 400;
    char32_t first = 0, last = 0;
    FontId file = 0;
};

struct FontFamily {
    bool sliced = false;
    std::vector<FontId> files;       ///< in order of preference within a weight
    std::vector<int> weights;        ///< ascending
    std::vector<SliceRange> slices;  ///< of a sliced family, by weight, then ascending
    std::optional<FurtherIndex> further;

    [[nodiscard]] int nearest_weight(int wanted) const;
};

struct FontIndex {
    std::vector<FontFamily> families;
    std::vector<FontFile> files;
    std::vector<Coverage> coverages;

    [[nodiscard]] bool covers(FontId file, char32_t character) const {
        return contains(coverages[files[file].coverage], character);
    }
    [[nodiscard]] std::optional<FontId> file_of(std::string_view path) const;
    /// The file of a sliced family that has the character in this weight.
    [[nodiscard]] std::optional<FontId> slice_of(const FontFamily& family, char32_t character, int weight) const;
};

[[nodiscard]] std::expected<FontIndex, FontError> parse_font_index(std::string_view text);

/// Adds the faces of a further index to the family at `family`; changes nothing where it is malformed.
[[nodiscard]] std::expected<void, FontError> parse_further_index(FontIndex& index, std::size_t family,
                                                                 std::string_view text);

}  // namespace porchlight::text

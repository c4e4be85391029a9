#include "text/font_index.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace porchlight::text {

bool contains(const Coverage& coverage, char32_t character) {
    const auto after = std::upper_bound(coverage.begin(), coverage.end(), character,
                                        [](char32_t c, const CharacterRange& range) { return c < range.first; });
    return after != coverage.begin() && character <= std::prev(after)->last;
}

int FontFamily::nearest_weight(int wanted) const {
    int best = 400;
    int distance = 1000;
    for (const int weight : weights) {
        if (std::abs(weight - wanted) > distance)
            continue;
        best = weight;  // of two as near the heavier, which comes later
        distance = std::abs(weight - wanted);
    }
    return best;
}

std::optional<FontId> FontIndex::file_of(std::string_view path) const {
    for (std::size_t i = 0; i < files.size(); ++i)
        if (files[i].path == path)
            return static_cast<FontId>(i);
    return std::nullopt;
}

std::optional<FontId> FontIndex::slice_of(const FontFamily& family, char32_t character, int weight) const {
    const auto after = std::upper_bound(family.slices.begin(), family.slices.end(), std::pair{weight, character},
                                        [](const std::pair<int, char32_t>& wanted, const SliceRange& range) {
                                            return wanted < std::pair{range.weight, range.first};
                                        });
    if (after == family.slices.begin() || std::prev(after)->weight != weight || character > std::prev(after)->last)
        return std::nullopt;
    return std::prev(after)->file;
}

}  // namespace porchlight::text

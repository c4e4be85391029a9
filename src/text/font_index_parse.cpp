#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "text/font_index.h"

namespace porchlight::text {
namespace {

constexpr std::string_view kHeader = "porchlight-fonts 1";
constexpr char32_t kLastCharacter = 0x10FFFF;
constexpr std::size_t kMostFiles = std::numeric_limits<FontId>::max() - 1;

/// Takes the part before `separator` off the front of `rest`.
std::string_view take(std::string_view& rest, char separator) {
    const auto at = rest.find(separator);
    const auto part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return part;
}

std::optional<std::uint32_t> number(std::string_view word, int base) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
    if (error != std::errc{} || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

std::optional<Coverage> parse_coverage(std::string_view words) {
    Coverage coverage;
    std::uint64_t after = 0;
    while (!words.empty()) {
        std::string_view word = take(words, ' ');
        const bool is_range = word.find('+') != std::string_view::npos;
        const auto gap = number(take(word, '+'), 16);
        const auto more = is_range ? number(word, 16) : 0U;
        if (!gap || !more || (*gap == 0 && !coverage.empty()))
            return std::nullopt;
        const std::uint64_t first = after + *gap;
        const std::uint64_t last = first + *more;
        if (last > kLastCharacter)
            return std::nullopt;
        coverage.push_back({static_cast<char32_t>(first), static_cast<char32_t>(last)});
        after = last + 1;
    }
    return coverage.empty() ? std::nullopt : std::optional{std::move(coverage)};
}

void add_file(FontIndex& index, FontFamily& family, std::string path, int weight) {
    const auto id = static_cast<FontId>(index.files.size());
    const auto coverage = static_cast<std::uint32_t>(index.coverages.size() - 1);
    index.files.push_back({std::move(path), weight, coverage});
    family.files.push_back(id);
    if (std::find(family.weights.begin(), family.weights.end(), weight) == family.weights.end())
        family.weights.insert(std::upper_bound(family.weights.begin(), family.weights.end(), weight), weight);
    if (!family.sliced)
        return;
    for (const auto& range : index.coverages.back())
        family.slices.push_back({weight, range.first, range.last, id});
}

bool parse_face(FontIndex& index, FontFamily& family, std::string_view line) {
    const std::string stem{take(line, ' ')};
    std::string_view weights = take(line, ' ');
    auto coverage = parse_coverage(line);
    if (stem.empty() || weights.empty() || !coverage)
        return false;
    index.coverages.push_back(std::move(*coverage));
    while (!weights.empty()) {
        const auto weight = number(take(weights, ','), 10);
        if (!weight || *weight > 1000 || index.files.size() >= kMostFiles)
            return false;
        add_file(index, family, stem + "-" + std::to_string(*weight) + ".ttf", static_cast<int>(*weight));
    }
    return true;
}

bool parse_more(FontFamily& family, std::string_view line) {
    std::string path{take(line, ' ')};
    auto coverage = parse_coverage(line);
    if (path.empty() || !coverage || family.further)
        return false;
    family.further = FurtherIndex{std::move(path), std::move(*coverage), false};
    return true;
}

bool parse_family(FontIndex& index, std::string_view kind) {
    if (kind != "whole" && kind != "sliced")
        return false;
    index.families.emplace_back().sliced = kind == "sliced";
    return true;
}

bool parse_line(FontIndex& index, std::string_view line) {
    const std::string_view keyword = take(line, ' ');
    if (keyword == "family")
        return parse_family(index, line);
    if (index.families.empty())
        return false;
    if (keyword == "face")
        return parse_face(index, index.families.back(), line);
    return keyword == "more" && parse_more(index.families.back(), line);
}

void sort_slices(FontFamily& family) {
    std::sort(family.slices.begin(), family.slices.end(), [](const SliceRange& a, const SliceRange& b) {
        return std::pair{a.weight, a.first} < std::pair{b.weight, b.first};
    });
}

}  // namespace

std::expected<FontIndex, FontError> parse_font_index(std::string_view text) {
    FontIndex index;
    if (take(text, '\n') != kHeader)
        return std::unexpected(FontError::malformed_index);
    while (!text.empty())
        if (!parse_line(index, take(text, '\n')))
            return std::unexpected(FontError::malformed_index);
    for (auto& family : index.families)
        sort_slices(family);
    if (index.families.empty())
        return std::unexpected(FontError::malformed_index);
    return index;
}

std::expected<void, FontError> parse_further_index(FontIndex& index, std::size_t family, std::string_view text) {
    FontIndex longer = index;
    if (take(text, '\n') != kHeader)
        return std::unexpected(FontError::malformed_index);
    while (!text.empty()) {
        std::string_view line = take(text, '\n');
        if (take(line, ' ') != "face" || !parse_face(longer, longer.families[family], line))
            return std::unexpected(FontError::malformed_index);
    }
    sort_slices(longer.families[family]);
    index = std::move(longer);
    return {};
}

}  // namespace porchlight::text

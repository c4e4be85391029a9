#include "text/bidi.h"

#include <algorithm>
#include <numeric>

namespace porchlight::text {
namespace {

FriBidiParType base_type(Direction direction) {
    switch (direction) {
        case Direction::left_to_right: return FRIBIDI_PAR_LTR;
        case Direction::right_to_left: return FRIBIDI_PAR_RTL;
        case Direction::automatic: break;
    }
    return FRIBIDI_PAR_ON;
}

bool is_reset_at_line_end(FriBidiCharType type) {
    return FRIBIDI_IS_EXPLICIT_OR_BN_OR_WS(type) || FRIBIDI_IS_ISOLATE(type) || FRIBIDI_IS_SEPARATOR(type);
}

}  // namespace

BidiParagraph resolve_bidi(std::span<const char32_t> paragraph, Direction direction) {
    BidiParagraph result;
    const auto length = static_cast<FriBidiStrIndex>(paragraph.size());
    if (length == 0) {
        result.base = direction == Direction::right_to_left ? 1 : 0;
        return result;
    }
    const WipedVector<FriBidiChar> characters(paragraph.begin(), paragraph.end());
    WipedVector<FriBidiCharType> types(paragraph.size());
    WipedVector<FriBidiBracketType> brackets(paragraph.size());
    fribidi_get_bidi_types(characters.data(), length, types.data());
    fribidi_get_bracket_types(characters.data(), length, types.data(), brackets.data());
    FriBidiParType base = base_type(direction);
    result.levels.resize(paragraph.size());
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &base, result.levels.data()) == 0)
        std::fill(result.levels.begin(), result.levels.end(), FriBidiLevel{0});
    result.base = FRIBIDI_IS_RTL(base) ? 1 : 0;
    for (const auto type : types)
        result.resets.push_back(is_reset_at_line_end(type) ? 1 : 0);
    return result;
}

std::vector<std::size_t> visual_order(std::span<const FriBidiLevel> levels) {
    std::vector<std::size_t> order(levels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto highest = levels.empty() ? FriBidiLevel{0} : *std::max_element(levels.begin(), levels.end());
    for (FriBidiLevel level = highest; level > 0; --level) {
        for (std::size_t begin = 0; begin < levels.size();) {
            std::size_t end = begin;
            while (end < levels.size() && levels[order[end]] >= level)
                ++end;
            std::reverse(order.begin() + static_cast<std::ptrdiff_t>(begin),
                         order.begin() + static_cast<std::ptrdiff_t>(end));
            begin = end + 1;
        }
    }
    return order;
}

}  // namespace porchlight::text

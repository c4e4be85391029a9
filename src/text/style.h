// How a piece of text is to be set: size, weight, direction, alignment.
//
// Why: one small value, compared and hashed by the layout cache, is all that a
// widget says about type. Colour is not in it: it belongs to the drawing.
//
// Threads: plain values.
// Units: px are the caller's pixels. The layout is linear in them (no hinting
// of advances), so lay out in logical pixels and scale when drawing, or lay
// out in device pixels; both give the same breaks.
#pragma once

#include <cstdint>
#include <string>

namespace porchlight::text {

/// Base direction of a paragraph. `automatic` takes the first strong letter
/// (UAX 9, P2 and P3), and left to right where there is none.
enum class Direction : std::uint8_t { automatic, left_to_right, right_to_left };

/// `start` is left in a left-to-right paragraph and right in the other; `left`
/// and `right` are so whatever a paragraph's direction.
enum class Alignment : std::uint8_t { start, center, end, left, right };

struct Style {
    float size_px = 30.0F;  ///< em size
    int weight = 400;       ///< 400, 600 or 700; a face without it gives its nearest
    Direction direction = Direction::automatic;
    Alignment alignment = Alignment::start;
    float line_height_em = 1.45F;  ///< distance of baselines, in ems
    std::string language;          ///< BCP 47 tag of the text ("pl"), or empty

    bool operator==(const Style&) const = default;
};

}  // namespace porchlight::text

// A card's face as pixels: 8-bit RGB, rows from the top, from the left, no padding. The memory is wiped when it goes.
// One owner; any thread.
#pragma once

#include "base/secret_bytes.h"

#include <cstddef>

namespace porchlight::bridge {

// ID-1 (ISO/IEC 7810), 85.60 x 53.98 mm, lying, at 300 dots an inch.
constexpr int kDotsPerInch = 300;
constexpr int kCardWidth_dots = 1011;
constexpr int kCardHeight_dots = 638;
constexpr double kDotsPer_mm = kDotsPerInch / 25.4;

struct Raster {
    int width_px = 0;
    int height_px = 0;
    secret_bytes rgb;

    Raster() = default;
    Raster(int width, int height)
        : width_px(width),
          height_px(height),
          rgb(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3) {}

    std::size_t offset(int x, int y) const {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(x)) * 3;
    }
};

// What one card is printed from.
struct Faces {
    Raster front;
    Raster back;
};

}  // namespace porchlight::bridge

#include "bridge/render/raster.h"

#include <algorithm>
#include <cstring>

namespace porchlight::bridge {
namespace {

constexpr std::uint8_t kWhite = 255;
constexpr std::size_t kPixelBytes = 3;

void copy_pixel(const Raster& from, int fx, int fy, Raster& to, int tx, int ty) {
    std::memcpy(to.rgb.data() + to.offset(tx, ty), from.rgb.data() + from.offset(fx, fy), kPixelBytes);
}

}  // namespace

Raster turned_clockwise(const Raster& raster) {
    Raster out(raster.height_px, raster.width_px);
    for (int y = 0; y < raster.height_px; ++y)
        for (int x = 0; x < raster.width_px; ++x)
            copy_pixel(raster, x, y, out, raster.height_px - 1 - y, x);
    return out;
}

Raster turned_counterclockwise(const Raster& raster) {
    Raster out(raster.height_px, raster.width_px);
    for (int y = 0; y < raster.height_px; ++y)
        for (int x = 0; x < raster.width_px; ++x)
            copy_pixel(raster, x, y, out, y, raster.width_px - 1 - x);
    return out;
}

Raster centred(const Raster& raster, int width, int height) {
    Raster out(width, height);
    std::fill_n(out.rgb.data(), out.rgb.size(), kWhite);
    const int left = (width - raster.width_px) / 2;
    const int top = (height - raster.height_px) / 2;
    for (int y = std::max(top, 0); y < std::min(top + raster.height_px, height); ++y)
        for (int x = std::max(left, 0); x < std::min(left + raster.width_px, width); ++x)
            copy_pixel(raster, x - left, y - top, out, x, y);
    return out;
}

}  // namespace porchlight::bridge

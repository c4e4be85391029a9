#include "bridge/render/photo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace porchlight::bridge {
namespace {

using Lightness = std::vector<float>;  // 0 to 1, a value a pixel

constexpr float kBlack = 0.04F;
constexpr float kWhite = 0.96F;
constexpr float kMostContrast = 4.0F / 3;
constexpr double kOutside = 0.01;        // of the pixels, at either end
constexpr float kMostSharpening = 0.1F;  // of one pixel
constexpr double kCutAbove = 0.3;

// As television weighs colours (ITU-R BT.601), on values as stored.
float lightness(const std::uint8_t* rgb) {
    return (0.299F * static_cast<float>(rgb[0]) + 0.587F * static_cast<float>(rgb[1]) +
            0.114F * static_cast<float>(rgb[2])) /
           255;
}

struct Ends {
    float low = 0, high = 1;
};

// What one hundredth is darker, and one lighter, than.
Ends ends_of(const Lightness& values) {
    std::array<std::size_t, 256> counts{};
    for (const float value : values)
        ++counts[static_cast<std::size_t>(std::clamp(value * 255, 0.0F, 255.0F))];
    const auto outside = static_cast<std::size_t>(static_cast<double>(values.size()) * kOutside);
    std::size_t low = 0;
    std::size_t high = 255;
    for (std::size_t seen = counts[0]; seen <= outside && low < 255; seen += counts[++low]) {
    }
    for (std::size_t seen = counts[255]; seen <= outside && high > 0; seen += counts[--high]) {
    }
    return {static_cast<float>(low) / 255, static_cast<float>(high) / 255};
}

// Where the ends are moved to: all the way, or as far as the most contrast allows.
Ends wanted_ends(const Ends& ends) {
    const Ends full{std::min(ends.low, kBlack), std::max(ends.high, kWhite)};
    const float span = ends.high - ends.low;
    const float growth = (full.high - full.low) - span;
    const float part = growth <= 0 ? 0 : std::min(1.0F, span * (kMostContrast - 1) / growth);
    return {ends.low + part * (full.low - ends.low), ends.high + part * (full.high - ends.high)};
}

void even_out(Lightness& values) {
    const auto ends = ends_of(values);
    if (ends.high - ends.low < 0.05F)
        return;  // of one colour: there is nothing to bring out
    const auto wanted = wanted_ends(ends);
    // In three straight pieces: what lies beyond the ends is pressed together, not cut off.
    const auto between = [](float value, float from, float to, float out_from, float out_to) {
        return to > from ? out_from + (value - from) * (out_to - out_from) / (to - from) : out_from;
    };
    for (auto& value : values) {
        if (value < ends.low)
            value = between(value, 0, ends.low, 0, wanted.low);
        else if (value > ends.high)
            value = between(value, ends.high, 1, wanted.high, 1);
        else
            value = between(value, ends.low, ends.high, wanted.low, wanted.high);
    }
}

// Rises everywhere for a lift below 0.75; black and white stay.
void lift_shadows(Lightness& values, float lift) {
    for (auto& value : values)
        value += 4 * lift * value * (1 - value) * (1 - value);
}

void sharpen(Lightness& values, int width, int height, float amount) {
    const Lightness before = values;
    const auto at = [&](int x, int y) {
        return before[static_cast<std::size_t>(std::clamp(y, 0, height - 1)) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(std::clamp(x, 0, width - 1))];
    };
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const float beside = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
            const float corners = at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
            const float detail = at(x, y) - (4 * at(x, y) + 2 * beside + corners) / 16;
            auto& value =
                values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
            // Half the way to black or white at most: an edge is not burnt out.
            value += std::clamp(amount * detail, -std::min(kMostSharpening, value / 2),
                                std::min(kMostSharpening, (1 - value) / 2));
        }
}

// Another lightness, the same hue: where a channel would go beyond white, all go that much nearer to grey.
void set_lightness(const std::uint8_t* from, std::uint8_t* to, float wanted) {
    const float before = std::max(lightness(from), 1.0F / 255);
    const float grey = wanted * 255;
    const float scale = wanted / before;
    const float most = scale * static_cast<float>(std::max({from[0], from[1], from[2]}));
    const float part = most > 255 ? (255 - grey) / (most - grey) : 1;
    for (int i = 0; i < 3; ++i) {
        const float channel = grey + (scale * static_cast<float>(from[i]) - grey) * part;
        to[i] = static_cast<std::uint8_t>(std::lround(std::clamp(channel, 0.0F, 255.0F)));
    }
}

}  // namespace

Raster cropped(byte_view photo, int width_px, int height_px, double shape) {
    const int width = std::min(width_px, static_cast<int>(std::lround(height_px * shape)));
    const int height = std::min(height_px, static_cast<int>(std::lround(width_px / shape)));
    const int left = (width_px - width) / 2;
    const int top = static_cast<int>((height_px - height) * kCutAbove);
    Raster out(width, height);
    for (int y = 0; y < height; ++y) {
        const auto from =
            (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(left)) *
            3;
        std::memcpy(out.rgb.data() + out.offset(0, y), photo.data() + from, static_cast<std::size_t>(width) * 3);
    }
    return out;
}

Raster toned(const Raster& photo, const PhotoTone& tone) {
    Lightness values(photo.rgb.size() / 3);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = lightness(photo.rgb.data() + 3 * i);
    even_out(values);
    lift_shadows(values, static_cast<float>(tone.lift));
    sharpen(values, photo.width_px, photo.height_px, static_cast<float>(tone.sharpen));
    Raster out(photo.width_px, photo.height_px);
    for (std::size_t i = 0; i < values.size(); ++i)
        set_lightness(photo.rgb.data() + 3 * i, out.rgb.data() + 3 * i, values[i]);
    return out;
}

}  // namespace porchlight::bridge

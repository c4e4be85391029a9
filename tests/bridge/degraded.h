// What printing and a cheap scanner do to a face: a blur of one dot, and noise. Tests only; any thread.
#pragma once

#include "bridge/render/raster.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace porchlight::bridge::testing {

inline Raster copy_of(const Raster& face) {
    Raster out(face.width_px, face.height_px);
    std::copy_n(face.rgb.data(), face.rgb.size(), out.rgb.data());
    return out;
}

// Gaussian, a standard deviation of one dot, to three dots away.
inline Raster blurred(const Raster& face) {
    constexpr int kReach = 3;
    double weights[2 * kReach + 1];
    double sum = 0;
    for (int i = -kReach; i <= kReach; ++i)
        sum += weights[i + kReach] = std::exp(-i * i / 2.0);
    Raster out = copy_of(face);
    for (const bool across : {true, false}) {
        const Raster before = copy_of(out);
        for (int y = 0; y < face.height_px; ++y)
            for (int x = 0; x < face.width_px; ++x)
                for (std::size_t channel = 0; channel < 3; ++channel) {
                    double value = 0;
                    for (int i = -kReach; i <= kReach; ++i) {
                        const int fx = std::clamp(x + (across ? i : 0), 0, face.width_px - 1);
                        const int fy = std::clamp(y + (across ? 0 : i), 0, face.height_px - 1);
                        value += weights[i + kReach] * before.rgb.data()[before.offset(fx, fy) + channel];
                    }
                    out.rgb.data()[out.offset(x, y) + channel] = static_cast<std::uint8_t>(std::lround(value / sum));
                }
    }
    return out;
}

// Each dot is lighter or darker by a normal distribution whose standard deviation is 2 % of white.
inline Raster grainy(const Raster& face, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> grain(0, 0.02 * 255);
    Raster out = copy_of(face);
    for (std::size_t i = 0; i < out.rgb.size(); i += 3) {
        const double change = grain(random);
        for (std::size_t at = i; at < i + 3; ++at)
            out.rgb.data()[at] =
                static_cast<std::uint8_t>(std::lround(std::clamp(out.rgb.data()[at] + change, 0.0, 255.0)));
    }
    return out;
}

// Of a hundred dots two are of any grey: dust, and dyes that did not take.
inline Raster speckled(const Raster& face, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> chance(0, 49);
    std::uniform_int_distribution<int> grey(0, 255);
    Raster out = copy_of(face);
    for (std::size_t i = 0; i < out.rgb.size(); i += 3)
        if (chance(random) == 0)
            std::fill_n(out.rgb.data() + i, 3, static_cast<std::uint8_t>(grey(random)));
    return out;
}

}  // namespace porchlight::bridge::testing

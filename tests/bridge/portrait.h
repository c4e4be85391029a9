// Drawn portraits, of nobody: five tones of skin, with and without glasses. Tests only; any thread.
#pragma once

#include "bridge/render/raster.h"

#include <array>

namespace porchlight::bridge::testing {

constexpr std::size_t kSkins = 5;
// From the lightest.
extern const std::array<std::array<std::uint8_t, 3>, kSkins> kSkinTones;

struct Portrait {
    std::size_t skin = 2;
    bool glasses = false;
    double light = 1;  // of the room: 1 is full
};

// 300 x 384, as the page hands it over.
bytes portrait(const Portrait& of);

// A part of the picture to measure: a cheek, without eye, mouth or glasses; and from frame to cheek across an eye.
struct Patch {
    int x, y, width, height;
};
constexpr Patch kCheek{112, 218, 16, 14};
constexpr Patch kEyes{100, 172, 100, 26};

}  // namespace porchlight::bridge::testing

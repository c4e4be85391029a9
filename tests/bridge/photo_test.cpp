// A portrait's way to the printer, measured: five skins, glasses, a dim room.
#include "bridge/render/photo.h"
#include "base/crypto.h"
#include "tests/bridge/portrait.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

constexpr PhotoTone kTone{0.14, 0.5};  // the demo programme's
constexpr int kWidth = 300;
constexpr int kHeight = 384;
constexpr double kShape = 25.0 / 32;

Raster uncut(const bytes& photo) { return cropped(photo, kWidth, kHeight, kShape); }
Raster ready(const Portrait& of) { return toned(uncut(portrait(of)), kTone); }

double lightness(const std::uint8_t* rgb) { return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]; }

struct Measured {
    double mean = 0, darkest = 255, lightest = 0;
    std::array<double, 3> rgb{};
};

Measured measure(const Raster& picture, const Patch& patch) {
    Measured out;
    const double count = patch.width * patch.height;
    for (int y = patch.y; y < patch.y + patch.height; ++y)
        for (int x = patch.x; x < patch.x + patch.width; ++x) {
            const auto* pixel = picture.rgb.data() + picture.offset(x, y);
            const double value = lightness(pixel);
            out.mean += value / count;
            out.darkest = std::min(out.darkest, value);
            out.lightest = std::max(out.lightest, value);
            for (std::size_t i = 0; i < 3; ++i)
                out.rgb[i] += pixel[i] / count;
        }
    return out;
}

// In degrees around the colour circle.
double hue(const std::array<double, 3>& rgb) {
    return std::atan2(std::sqrt(3.0) * (rgb[1] - rgb[2]), 2 * rgb[0] - rgb[1] - rgb[2]) * 180 / 3.14159265;
}

std::size_t clipped(const Raster& picture) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
        const auto* pixel = picture.rgb.data() + i;
        count += lightness(pixel) <= 0.5 || lightness(pixel) >= 254.5 ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("five skins stay five: in order, apart, each of its own hue") {
    REQUIRE(start_crypto());
    double lighter = 256;
    for (std::size_t skin = 0; skin < kSkins; ++skin) {
        INFO(skin);
        const auto before = measure(uncut(portrait({skin})), kCheek);
        const auto after = measure(ready({skin}), kCheek);
        CHECK(after.mean < lighter - 12);
        CHECK(std::abs(hue(after.rgb) - hue(before.rgb)) < 2);
        // Lifted against what dyes do to shadows: the darker the more, and none to another skin's place.
        CHECK(after.mean >= before.mean - 1);
        CHECK(after.mean < before.mean + 40);
        lighter = after.mean;
    }
}

TEST_CASE("a face's features keep their contrast on every skin, and dark skin's steps are farther apart") {
    REQUIRE(start_crypto());
    for (std::size_t skin = 0; skin < kSkins; ++skin) {
        INFO(skin);
        const auto before = measure(uncut(portrait({skin})), kEyes);
        const auto after = measure(ready({skin}), kEyes);
        CHECK(after.lightest - after.darkest >= 0.95 * (before.lightest - before.darkest));
    }
    const Patch shadow{140, 254, 20, 40};  // chin and neck of the darkest
    const auto before = measure(uncut(portrait({kSkins - 1})), shadow);
    const auto after = measure(ready({kSkins - 1}), shadow);
    CHECK(after.lightest - after.darkest > 1.15 * (before.lightest - before.darkest));
}

TEST_CASE("glasses stay glasses: the frame is as dark against the skin as before, or darker") {
    REQUIRE(start_crypto());
    const Patch frame{110, 196, 20, 14};  // the rim's lower edge and the cheek under it
    for (std::size_t skin = 0; skin < kSkins; ++skin) {
        INFO(skin);
        const auto before = measure(uncut(portrait({skin, true})), frame);
        const auto after = measure(ready({skin, true}), frame);
        CHECK(after.lightest - after.darkest >= 0.9 * (before.lightest - before.darkest));
        CHECK(measure(ready({skin, false}), frame).darkest > after.darkest + 10);
    }
}

TEST_CASE("a dim portrait is brightened, not turned into a bright one; nothing is burnt out") {
    REQUIRE(start_crypto());
    for (std::size_t skin = 0; skin < kSkins; ++skin) {
        INFO(skin);
        const auto dim = uncut(portrait({skin, false, 0.6}));
        const auto after = toned(dim, kTone);
        CHECK(measure(after, kCheek).mean > 1.15 * measure(dim, kCheek).mean);
        CHECK(measure(after, kCheek).mean < measure(ready({skin}), kCheek).mean + 1);
        for (const double light : {0.6, 1.0}) {
            const Portrait one{skin, true, light};
            // A thousandth of the dots at most: the glint in an eye.
            CHECK(clipped(ready(one)) <= clipped(uncut(portrait(one))) + kWidth * kHeight / 1000);
        }
    }
}

TEST_CASE("a picture of one colour, black and white stay what they are; no tone, no change") {
    REQUIRE(start_crypto());
    for (const int shade : {0, 255}) {
        const bytes flat(static_cast<std::size_t>(kWidth) * kHeight * 3, static_cast<std::uint8_t>(shade));
        const auto after = toned(uncut(flat), kTone);
        CHECK(std::all_of(after.rgb.data(), after.rgb.data() + after.rgb.size(), [&](int v) { return v == shade; }));
    }
    const auto photo = uncut(portrait({0, false}));
    const auto same = toned(toned(photo, {0, 0}), {0, 0});
    CHECK(std::abs(measure(same, kCheek).mean - measure(toned(photo, {0, 0}), kCheek).mean) < 1.5);
}

TEST_CASE("a photo is cut to its box's shape, never stretched; more goes below than above") {
    REQUIRE(start_crypto());
    bytes rows;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            for (const int value : {y / 2, x / 2, 0})
                rows.push_back(static_cast<std::uint8_t>(value));
    const auto first = [](const Raster& r) { return std::pair<int, int>{r.rgb.data()[0], r.rgb.data()[1]}; };

    const auto whole = uncut(rows);
    CHECK((whole.width_px == kWidth && whole.height_px == kHeight));
    CHECK(std::memcmp(whole.rgb.data(), rows.data(), rows.size()) == 0);

    const auto square = cropped(rows, kWidth, kHeight, 1);
    CHECK((square.width_px == 300 && square.height_px == 300));
    CHECK(first(square) == std::pair<int, int>{25 / 2, 0});  // 84 rows too many: 25 above, 59 below

    const auto tall = cropped(rows, kWidth, kHeight, 0.5);
    CHECK((tall.width_px == 192 && tall.height_px == kHeight));
    CHECK(first(tall) == std::pair<int, int>{0, 54 / 2});  // 108 columns: 54 on each side
}

// Every template's cards against the pictures in tests/golden/card, at a third of their size. To remake them after a
// change that is meant, and then look at them:
//   PORCHLIGHT_REMAKE_GOLDEN=1 build/native/tests/bridge_golden_test
#include "bridge/render/png.h"
#include "bridge/world/files.h"
#include "tests/bridge/sample_cards.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

constexpr int kShrink = 3;
// Another version of a font or of cairo moves edges a little; a letter or a mark is more.
constexpr int kSameShade = 24;
constexpr int kOtherPixels = 3;
// Sixteen shades a channel keep the pictures small.
constexpr int kShade = 17;

struct Name {
    const char* id;
    const char* name;
};
constexpr Name kNames[] = {
    {"long", "Wolfeschlegelsteinhausenbergerdorff Bartholomew Maximilian Featherstonehaugh Cholmondeley Marjoriban"},
    {"short", "Bo Li"},
    {"arabic", "فاطمة الزهراء بنت محمد"},
    {"chinese", "欧阳㛃淼"},
    {"vietnamese", "Nguyễn Thị Phượng Ngọc Huế"},
    {"polish", "Grażyna Szczęśniewska-Żółć"},
    {"one-word", "Suharti"},
};
constexpr const char* kClasses[] = {"child", "teen", "adult", "senior"};
constexpr const char* kGenders[] = {"", "F", "X", "", "M", "non-binary", ""};

// Each name on each class; gender, skin and glasses go round, so that each meets each class.
std::vector<Sample> fronts() {
    std::vector<Sample> out;
    std::size_t turn = 0;
    for (const auto* card_class : kClasses)
        for (const auto& [id, name] : kNames) {
            out.push_back({std::string(card_class) + "-" + id, card_class, name, kGenders[turn % std::size(kGenders)],
                           Portrait{turn % kSkins, turn % 2 == 1}});
            ++turn;
        }
    for (std::size_t skin = 0; skin < kSkins; ++skin)
        for (const bool glasses : {false, true})
            out.push_back({"skin-" + std::to_string(skin + 1) + (glasses ? "-glasses" : ""), "adult", "Anna Lee",
                           glasses ? "F" : "", Portrait{skin, glasses}, false, skin == 2});
    return out;
}

std::vector<Sample> backs() {
    std::vector<Sample> out;
    for (const auto* card_class : kClasses)
        out.push_back({std::string(card_class) + "-services", card_class, "Anna Lee", "", {}, true, true});
    out.push_back({"adult-services-only", "adult", "Anna Lee", "", {}, true, false});
    out.push_back({"adult-plain", "adult", "Anna Lee", "", {}, false, false});
    out.push_back({"adult-plain-fields", "adult", "Anna Lee", "", {}, false, true});
    return out;
}

// The mean of each square of kShrink dots, in steps of kShade.
Raster shrunk(const Raster& face) {
    Raster out(face.width_px / kShrink, face.height_px / kShrink);
    for (int y = 0; y < out.height_px; ++y)
        for (int x = 0; x < out.width_px; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int i = 0; i < kShrink * kShrink; ++i)
                    sum += face.rgb.data()[face.offset(x * kShrink + i % kShrink, y * kShrink + i / kShrink) + channel];
                out.rgb.data()[out.offset(x, y) + channel] =
                    static_cast<std::uint8_t>((sum / (kShrink * kShrink) + kShade / 2) / kShade * kShade);
            }
    return out;
}

int other_pixels(const Raster& a, const Raster& b) {
    if (a.width_px != b.width_px || a.height_px != b.height_px)
        return a.width_px * a.height_px;
    int count = 0;
    for (std::size_t i = 0; i < a.rgb.size(); i += 3) {
        bool is_other = false;
        for (std::size_t channel = i; channel < i + 3; ++channel)
            is_other |= std::abs(a.rgb.data()[channel] - b.rgb.data()[channel]) > kSameShade;
        count += is_other ? 1 : 0;
    }
    return count;
}

const std::filesystem::path kGolden = "tests/golden/card";

std::filesystem::path golden_of(const Sample& sample, const char* side) {
    return kGolden / (sample.id + "-" + side + ".png");
}

void compare(const Sample& sample, const Raster& face, const char* side) {
    const auto file = golden_of(sample, side);
    INFO(file.string());
    const auto drawn = shrunk(face);
    if (std::getenv("PORCHLIGHT_REMAKE_GOLDEN") != nullptr)
        REQUIRE(write_file(file, to_png(drawn)));
    const auto png = read_file(file, std::size_t{1} << 20);
    REQUIRE(png);
    const auto golden = from_png(*png);
    REQUIRE(golden);
    CHECK(other_pixels(drawn, *golden) <= kOtherPixels);
}

// In full size, for people to look at, where the build is.
void keep(const Sample& sample, const Faces& faces) {
    const char* build = std::getenv("PORCHLIGHT_BUILD");
    const auto folder = std::filesystem::path(build != nullptr ? build : "build/native") / "cards";
    std::filesystem::create_directories(folder);
    REQUIRE(write_file(folder / (sample.id + "-front.png"), to_png(faces.front)));
    REQUIRE(write_file(folder / (sample.id + "-back.png"), to_png(faces.back)));
}

Raster front_of(const Sample& sample) { return shrunk(std::move(sample_card(sample)->front)); }

}  // namespace

TEST_CASE("each name on each class, with and without gender, five skins and glasses: as the golden pictures") {
    REQUIRE(start_crypto());
    for (const auto& sample : fronts()) {
        INFO(sample.id);
        const auto faces = sample_card(sample);
        REQUIRE(faces);
        compare(sample, faces->front, "front");
        keep(sample, *faces);
    }
}

TEST_CASE("each class's back, with and without services and optional fields: as the golden pictures") {
    REQUIRE(start_crypto());
    for (const auto& sample : backs()) {
        INFO(sample.id);
        const auto faces = sample_card(sample);
        REQUIRE(faces);
        compare(sample, faces->back, "back");
        keep(sample, *faces);
    }
}

TEST_CASE("one mark, one letter, one digit, another class or another skin is more than the tolerance") {
    REQUIRE(start_crypto());
    const Sample sample{"", "adult", "Grażyna Szczęśniewska-Żółć"};
    const auto front = front_of(sample);
    const auto differs = [&](Sample other) { return other_pixels(front, front_of(other)) > kOtherPixels; };
    CHECK_FALSE(differs(sample));
    CHECK(differs({"", "adult", "Grazyna Szczęśniewska-Żółć"}));
    CHECK(differs({"", "adult", "Grażyna Szcześniewska-Żółć"}));
    CHECK(differs({"", "adult", "Grażyna Szczęśniewska-Żołć"}));
    CHECK(differs({"", "adult", "Grażyna Szczęśniewska-Żółc"}));
    CHECK(differs({"", "senior", "Grażyna Szczęśniewska-Żółć"}));
    CHECK(differs({"", "adult", "Grażyna Szczęśniewska-Żółć", "X"}));
    CHECK(differs({"", "adult", "Grażyna Szczęśniewska-Żółć", "", Portrait{3, false}}));
    CHECK(differs({"", "adult", "Grażyna Szczęśniewska-Żółć", "", Portrait{2, true}}));
    auto parts = sample_parts(sample);
    parts.text["number"].back() = 'S';
    CHECK(other_pixels(front, shrunk(render(renderer(), parts, sample_code())->front)) > kOtherPixels);
}

// name_on_card FRONT.png NAME: is this name, letter for letter, what is printed on this card? Writes JSON. For the
// cards that browser tests print.
#include "bridge/render/png.h"
#include "bridge/render/text_box.h"
#include "bridge/world/files.h"
#include "record/name.h"
#include "tests/bridge/printed_name.h"

#include "base/json.h"

#include <algorithm>
#include <iostream>

using namespace porchlight;
using namespace porchlight::bridge;

namespace {

// A printer's media may be a row of dots smaller than the card: at which edge it cuts is its own matter.
constexpr int kMostCut_dots = 2;

// The picture as a whole face, in each place that it may have been cut from.
std::vector<Raster> whole_faces(const Raster& picture) {
    const int rows = kCardHeight_dots - picture.height_px;
    std::vector<Raster> out;
    if (picture.width_px != kCardWidth_dots || rows < 0 || rows > kMostCut_dots)
        return out;
    for (int top = 0; top <= rows; ++top) {
        Raster face(kCardWidth_dots, kCardHeight_dots);
        std::copy_n(picture.rgb.data(), picture.rgb.size(), face.rgb.data() + face.offset(0, top));
        out.push_back(std::move(face));
    }
    return out;
}

testing::PrintedName best_of(const Raster& picture, const CardTemplate& card, const std::string& name) {
    testing::PrintedName best;
    for (const auto& face : whole_faces(picture)) {
        auto found = testing::find_name(face, card, name);
        if (found.is_shown())
            return found;
        best = std::move(found);
    }
    return best;
}

}  // namespace

int main(int count, char** words) {
    const auto png = read_file(count == 3 ? words[1] : "", std::size_t{16} << 20);
    const auto name = record::canonical_name(count == 3 ? words[2] : "");
    const auto card = load_template("assets/card", "lakehaven");
    const auto picture = png ? from_png(*png) : std::nullopt;
    if (!picture || !name || !card) {
        std::cerr << "name_on_card FRONT.png NAME, in the repository's root\n";
        return 2;
    }
    add_fonts("node_modules/@expo-google-fonts");
    const auto found = best_of(*picture, *card, *name);
    std::cout << json{{"family", found.face.family},
                      {"every_glyph", found.face.has_every_glyph},
                      {"other_dots", found.other_dots},
                      {"inked_dots", found.inked_dots},
                      {"shown", found.is_shown()}}
                     .dump()
              << "\n";
    return 0;
}

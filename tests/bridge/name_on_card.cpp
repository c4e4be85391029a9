// name_on_card FRONT.png NAME: is this name, letter for letter, what is printed on this card? Writes JSON. For the
// cards that browser tests print.
#include "bridge/render/png.h"
#include "bridge/render/text_box.h"
#include "bridge/world/files.h"
#include "record/name.h"
#include "tests/bridge/printed_name.h"

#include "base/json.h"

#include <iostream>

using namespace porchlight;
using namespace porchlight::bridge;

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
    const auto found = testing::find_name(centred(*picture, kCardWidth_dots, kCardHeight_dots), *card, *name);
    std::cout << json{{"family", found.face.family},
                      {"every_glyph", found.face.has_every_glyph},
                      {"other_dots", found.other_dots},
                      {"inked_dots", found.inked_dots},
                      {"shown", found.is_shown()}}
                     .dump()
              << "\n";
    return 0;
}

// The glyphs of every sample, as tests/text/golden/glyphs.txt has them. Natively they are Pango's too
// (pango_test.cpp), so that under WASM, where there is no Pango, they are Pango's all the same.
//
// To write the file anew (after a change of fonts): PORCHLIGHT_WRITE_GOLDEN=1 text_test "the glyphs*"
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/text/fonts_on_disk.h"
#include "tests/text/glyph_list.h"
#include "tests/text/names.h"

using namespace porchlight::text;

TEST_CASE("the glyphs of every sample are those on record") {
    FontSet fonts;
    load_index(fonts);
    std::string drawn;
    for (const auto& sample : samples()) {
        load_for(fonts, sample.text);
        drawn += std::string{sample.what} + ": " + glyph_list(fonts, layout_text(fonts, sample.text, Style{})) + "\n";
    }
    if (std::getenv("PORCHLIGHT_WRITE_GOLDEN") != nullptr)
        std::ofstream{PORCHLIGHT_GOLDEN} << drawn;
    std::stringstream golden;
    golden << std::ifstream{PORCHLIGHT_GOLDEN}.rdbuf();
    CHECK(drawn == golden.str());
}

#include "text/font_index.h"

#include "tests/text/fonts_on_disk.h"

using namespace porchlight::text;

TEST_CASE("the worked example of the font index reads as its document says") {
    const auto index = parse_font_index("porchlight-fonts 1\nfamily whole\nface fonts/latin 400,700 20+5e 21+c\n");
    REQUIRE(index);
    REQUIRE(index->files.size() == 2);
    CHECK(index->files[1].path == "fonts/latin-700.ttf");
    CHECK(index->covers(0, 0x7E));
    CHECK_FALSE(index->covers(0, 0x7F));
    CHECK(index->covers(1, 0xA0));
    CHECK(index->covers(1, 0xAC));
    CHECK_FALSE(index->covers(1, 0xAD));
}

TEST_CASE("a malformed font index is refused whole") {
    const std::string head = "porchlight-fonts 1\n";
    for (const std::string& text :
         {std::string{}, std::string{"porchlight-fonts 2\nfamily whole\n"}, head, head + "face fonts/a 400 41\n",
          head + "family other\n", head + "family whole\nface fonts/a 400\n", head + "family whole\nface fonts/a 41\n",
          head + "family whole\nface fonts/a 400 41 0\n", head + "family whole\nface fonts/a 400 4x\n",
          head + "family whole\nface fonts/a 400 110000\n", head + "family whole\nface fonts/a 400 41+ffffffff\n",
          head + "family whole\nface fonts/a 4000 41\n", head + "family whole\nmore x\n",
          head + "family whole\nmore x 41\nmore y 42\n", head + "family whole\n\nface fonts/a 400 41\n"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_font_index(text));
    }
}

TEST_CASE("a weight is the nearest, and of two as near the heavier") {
    const FontFamily family{false, {}, {400, 700}, {}, {}};
    CHECK(family.nearest_weight(100) == 400);
    CHECK(family.nearest_weight(400) == 400);
    CHECK(family.nearest_weight(550) == 700);
    CHECK(family.nearest_weight(600) == 700);
    CHECK(family.nearest_weight(900) == 700);
}

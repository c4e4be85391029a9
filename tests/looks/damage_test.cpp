// Frames that draw only what they change show what frames drawn whole show.
#include "tests/looks/drawn.h"

#include <catch2/catch_amalgamated.hpp>

#include <cstdlib>

using namespace porchlight::intake;
using porchlight::tests::Drawn;
using porchlight::tests::Look;

namespace {

float part_of_screen(const Drawn& drawn) {
    const auto& area = drawn.screen.damaged();
    return area.width * area.height / (drawn.css_width() * drawn.css_height());
}

}  // namespace

TEST_CASE("Each screen looks the same whether it was drawn whole or only where it had changed") {
    const bool is_long = std::getenv("PORCHLIGHT_LONG") != nullptr;
    for (const std::size_t language : is_long ? std::vector<std::size_t>{0, 4, 5} : std::vector<std::size_t>{0, 5}) {
        Drawn drawn({.size = {360, 740}, .language = language});
        drawn.screen.is_keeping = true;
        int screens = 0;
        walk(drawn, [&](const std::string& name) {
            ++screens;
            INFO(name);
            CHECK(drawn.screen.kept() == drawn.screen.pixels());
        });
        CHECK(screens > 20);
    }
}

TEST_CASE("A letter that is typed has a small part of the screen drawn again, and a still screen none") {
    Drawn drawn({.size = {1080, 1920}});
    drawn.screen.is_keeping = true;
    drawn.draw();
    while (drawn.tree().frame().screen != "name") {
        for (const auto* id : {"start", "papers-skip", "continue"})
            if (drawn.tree().find(id) != nullptr) {
                drawn.kiosk.press(id);
                break;
            }
        drawn.draw();
        CHECK(drawn.screen.kept() == drawn.screen.pixels());
    }
    drawn.kiosk.flow.type(Field::kName, "A");
    drawn.draw();
    for (const auto* name : {"An", "Ana", "An"}) {
        drawn.kiosk.flow.type(Field::kName, name);
        drawn.page.frame();
        CHECK(part_of_screen(drawn) > 0);
        CHECK(part_of_screen(drawn) < 0.1F);
        CHECK(drawn.screen.kept() == drawn.screen.pixels());
    }
    drawn.page.frame();
    CHECK(part_of_screen(drawn) == 0);
}

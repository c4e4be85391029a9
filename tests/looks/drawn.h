// The page as it is drawn for an applicant who walks through all of it, in one size, language and look.
#pragma once

#include "intake/screens/page.h"
#include "tests/intake/memory_outside.h"
#include "tests/looks/raster_screen.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::tests {

struct Size {
    int width, height;  // CSS pixels
    float ratio = 1;
};

struct Look {
    Size size{1080, 1920};
    std::size_t language = 0;
    int percent = 100;
    intake::Scheme scheme = intake::Scheme::kDay;
};

struct Drawn {
    explicit Drawn(const Look& look);

    // As long as fonts come and heights change.
    void draw();
    const intake::Tree& tree() const { return page.tree(); }
    float css_width() const { return static_cast<float>(look.size.width); }
    float css_height() const { return static_cast<float>(look.size.height); }

    Look look;
    Kiosk kiosk;  // of Lakehaven's own programme, in all its languages
    RasterScreen screen;
    std::vector<intake::TextRun> runs;  // of the latest frame
    intake::Page page;
};

// Calls back on each screen that an applicant meets, errors, dialogs and the keyboard included, and on those of a
// child's way; name says which one it is ("name", "name+error", "name+keyboard", "welcome+language").
void walk(Drawn& drawn, const std::function<void(const std::string& name)>& seen);

}  // namespace porchlight::tests

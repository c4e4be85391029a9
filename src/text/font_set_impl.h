// What a FontSet holds. Internal to src/text.
#pragma once

#include <memory>
#include <vector>

#include "text/font_choice.h"
#include "text/loaded_font.h"
#include "text/shaper.h"

namespace porchlight::text {

struct FontSet::Impl {
    FreeTypeLibrary library;  // ends after the fonts
    FontIndex index;
    std::vector<bool> loaded;                        // by FontId
    std::vector<std::unique_ptr<LoadedFont>> fonts;  // by FontId
    unsigned revision = 0;
    Shaper shaper;

    [[nodiscard]] FontShelf shelf() const { return {index, loaded}; }
    void grow() {
        fonts.resize(index.files.size());
        loaded.resize(index.files.size());
    }
};

}  // namespace porchlight::text

// Any bytes as a text, any width: layout, carets and selections hold together.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "text/layout.h"

using namespace porchlight::text;

namespace {

std::vector<std::uint8_t> read_bytes(const std::string& path) {
    std::ifstream file{std::string{PORCHLIGHT_FONTS_ROOT} + "/" + path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void require(bool holds) {
    if (!holds)
        std::abort();
}

void load_for(FontSet& fonts, std::string_view text) {
    for (auto paths = fonts.missing_fonts(text, 400); !paths.empty(); paths = fonts.missing_fonts(text, 400))
        for (const auto& path : paths)
            require(fonts.add_font(path, read_bytes(path)).has_value());
}

FontSet& shared_fonts() {
    static FontSet fonts;
    static const bool read = fonts.load_index(read_bytes(std::string{kFontIndexPath})).has_value();
    require(read);
    return fonts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2 || size > 300)
        return 0;
    const std::string_view text{reinterpret_cast<const char*>(data) + 2, size - 2};
    Style style;
    style.direction = static_cast<Direction>(data[0] % 3);
    style.alignment = static_cast<Alignment>(data[0] / 3 % 5);
    load_for(shared_fonts(), text);
    const auto layout = layout_text(shared_fonts(), text, style, static_cast<float>(data[1]) * 4);
    require(!layout.lines.empty() && layout.lines.back().end == text.size() && layout.pending_glyphs == 0);
    for (std::size_t offset = 0; offset <= text.size(); ++offset) {
        const auto caret = layout.caret(offset);
        require(caret.line < layout.lines.size());
        require(layout.offset_at(caret.x_px, caret.line) <= text.size());
        (void)layout.selection(offset / 2, offset);
    }
    return 0;
}

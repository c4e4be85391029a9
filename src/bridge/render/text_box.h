// Text into a box: shaped by Pango, right-to-left where the text is, shrunk until it fits.
// One typesetter, one thread at a time.
#pragma once

#include "bridge/render/card_template.h"

#include <expected>
#include <filesystem>
#include <string>

namespace porchlight::bridge {

enum class TextError { kDoesNotFit, kGlyphMissing };

// Makes the fonts below a folder known to this process, beside the system's. False if there is none.
bool add_fonts(const std::filesystem::path& folder);

class Typesetter {
public:
    explicit Typesetter(std::vector<std::string> families);

    // Draws into a context whose unit is one dot. The smallest size is that whose x is smallest_x_height_mm high.
    std::expected<void, TextError> draw(cairo_t* context, const std::string& text, const Box_mm& box,
                                        const TextStyle& style, double smallest_x_height_mm);

private:
    Owned<PangoFontDescription> font_for(const std::string& text, int weight) const;
    bool covers(const PangoFontDescription* font, const std::string& text) const;
    double x_height_per_size(const PangoFontDescription* font) const;

    std::vector<std::string> m_families;
    Owned<PangoFontMap> m_fonts;
    Owned<PangoContext> m_context;
};

}  // namespace porchlight::bridge

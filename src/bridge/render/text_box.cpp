#include "bridge/render/text_box.h"

#include "bridge/render/raster.h"
#include "bridge/render/shapes.h"

#include <fontconfig/fontconfig.h>

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr double kShrinkStep = 0.97;
constexpr double kMeasureSize_dots = 200;

// One text at one size in one box: does it fit, and how high is it?
struct Fit {
    PangoLayout* layout;
    PangoFontDescription* font;
    double width_dots;
    double height_dots;
    int lines;

    void set_size(double size_dots) const {
        pango_font_description_set_absolute_size(font, size_dots * PANGO_SCALE);
        pango_layout_set_font_description(layout, font);
    }
    bool fits() const {
        int width = 0;
        int height = 0;
        pango_layout_get_size(layout, &width, &height);
        return pango_layout_get_line_count(layout) <= lines && width <= static_cast<int>(width_dots * PANGO_SCALE) &&
               height <= static_cast<int>(height_dots * PANGO_SCALE);
    }
    // Sizes from the largest down, the smallest included.
    bool shrink(double largest, double smallest) const {
        double size = largest;
        while (size > smallest) {
            set_size(size);
            if (fits())
                return true;
            size *= kShrinkStep;
        }
        set_size(smallest);
        return fits();
    }
};

constexpr PangoAlignment kAlignments[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT};
constexpr double kGroundBeside_mm = 1.1;
constexpr double kGroundAbove_mm = 0.35;

// A plate with round ends behind the words, a little larger than they are.
void draw_ground(cairo_t* context, const Colour& colour, const PangoRectangle& words, double left, double top) {
    const double beside = kGroundBeside_mm * kDotsPer_mm;
    const double above = kGroundAbove_mm * kDotsPer_mm;
    const double height = static_cast<double>(words.height) / PANGO_SCALE + 2 * above;
    rounded_rectangle(context, left + static_cast<double>(words.x) / PANGO_SCALE - beside, top - above,
                      static_cast<double>(words.width) / PANGO_SCALE + 2 * beside, height, height / 2);
    cairo_set_source_rgb(context, colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
    cairo_fill(context);
}

bool is_drawn(gunichar c) { return !g_unichar_isspace(c) && c != 0x200C && c != 0x200D; }

}  // namespace

bool add_fonts(const std::filesystem::path& folder) {
    std::error_code failed;
    bool any = false;
    for (auto it = std::filesystem::recursive_directory_iterator(folder, failed);
         !failed && it != std::filesystem::recursive_directory_iterator(); it.increment(failed)) {
        const auto ending = it->path().extension();
        if ((ending == ".ttf" || ending == ".otf") &&
            FcConfigAppFontAddFile(nullptr, reinterpret_cast<const FcChar8*>(it->path().c_str())))
            any = true;
    }
    return any;
}

Typesetter::Typesetter(std::vector<std::string> families)
    : m_families(std::move(families)),
      m_fonts(pango_cairo_font_map_new()),
      m_context(pango_font_map_create_context(m_fonts.get())) {
    // A printer's dots are fine enough: shapes as drawn beat shapes bent to a grid.
    Owned<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(m_context.get(), options.get());
    pango_cairo_context_set_resolution(m_context.get(), kDotsPerInch);
    pango_context_set_round_glyph_positions(m_context.get(), FALSE);
    pango_context_set_language(m_context.get(), pango_language_from_string("en"));
}

bool Typesetter::covers(const PangoFontDescription* font, const std::string& text) const {
    Owned<PangoFont> loaded(pango_font_map_load_font(m_fonts.get(), m_context.get(), font));
    if (!loaded)
        return false;
    for (const char* at = text.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (is_drawn(c) && !pango_font_has_char(loaded.get(), c))
            return false;
    }
    return true;
}

// The first family that has every character sets the whole text, so that no word is of two faces; where none has,
// the later ones lead and Pango looks further for what they lack.
Owned<PangoFontDescription> Typesetter::font_for(const std::string& text, int weight) const {
    std::string all;
    for (std::size_t i = 0; i < m_families.size(); ++i) {
        Owned<PangoFontDescription> font(pango_font_description_new());
        pango_font_description_set_family(font.get(), m_families[i].c_str());
        pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(weight));
        pango_font_description_set_absolute_size(font.get(), kMeasureSize_dots * PANGO_SCALE);
        if (covers(font.get(), text))
            return font;
        if (i > 0)
            all += (all.empty() ? "" : ",") + m_families[i];
    }
    Owned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), all.c_str());
    pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(weight));
    return font;
}

double Typesetter::x_height_per_size(const PangoFontDescription* font) const {
    Owned<PangoFontDescription> measured(pango_font_description_copy(font));
    pango_font_description_set_absolute_size(measured.get(), kMeasureSize_dots * PANGO_SCALE);
    Owned<PangoLayout> layout(pango_layout_new(m_context.get()));
    pango_layout_set_font_description(layout.get(), measured.get());
    pango_layout_set_text(layout.get(), "x", 1);
    PangoRectangle ink{};
    pango_layout_get_extents(layout.get(), &ink, nullptr);
    return static_cast<double>(ink.height) / (kMeasureSize_dots * PANGO_SCALE);
}

std::expected<void, TextError> Typesetter::draw(cairo_t* context, const std::string& text, const Box_mm& box,
                                                const TextStyle& style, double smallest_x_height_mm) {
    if (text.empty())
        return {};
    auto font = font_for(text, style.weight);
    const double largest = style.size_mm * kDotsPer_mm;
    const double smallest =
        std::min(largest, smallest_x_height_mm * kDotsPer_mm / std::max(x_height_per_size(font.get()), 0.1));
    Owned<PangoLayout> layout(pango_layout_new(m_context.get()));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_auto_dir(layout.get(), TRUE);
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_width(layout.get(), static_cast<int>(box.width * kDotsPer_mm * PANGO_SCALE));
    const Fit fit{layout.get(), font.get(), box.width * kDotsPer_mm, box.height * kDotsPer_mm, style.lines};
    fit.set_size(largest);
    if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0)
        return std::unexpected(TextError::kGlyphMissing);
    // Words stay whole as long as they can be read so; only then is a word broken.
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
    if (!fit.shrink(largest, smallest)) {
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        if (!fit.shrink(largest, smallest))
            return std::unexpected(TextError::kDoesNotFit);
    }
    pango_layout_set_alignment(layout.get(), kAlignments[static_cast<std::size_t>(style.align)]);
    PangoRectangle words{};
    pango_layout_get_extents(layout.get(), nullptr, &words);
    const double spare = box.height * kDotsPer_mm - static_cast<double>(words.height) / PANGO_SCALE;
    const double top = box.y * kDotsPer_mm + (style.vertical == Vertical::kMiddle ? spare / 2 : 0);
    if (style.ground)
        draw_ground(context, *style.ground, words, box.x * kDotsPer_mm, top);
    cairo_move_to(context, box.x * kDotsPer_mm, top);
    cairo_set_source_rgb(context, style.colour[0] / 255.0, style.colour[1] / 255.0, style.colour[2] / 255.0);
    pango_cairo_show_layout(context, layout.get());
    return {};
}

}  // namespace porchlight::bridge

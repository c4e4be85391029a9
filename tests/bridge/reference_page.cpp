#include "tests/bridge/reference_page.h"

#include "bridge/render/raster.h"

#include <cmath>

namespace porchlight::bridge::testing {
namespace {

constexpr double kMeasure_dots = 200;

// Pango set up as for paper: nothing is bent to a grid.
Owned<PangoContext> paper_context(PangoFontMap* fonts) {
    Owned<PangoContext> context(pango_font_map_create_context(fonts));
    Owned<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_cairo_context_set_resolution(context.get(), kDotsPerInch);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string("en"));
    return context;
}

}  // namespace

ReferencePage::ReferencePage(const CardTemplate& card)
    : m_card(card), m_fonts(pango_cairo_font_map_new()), m_context(paper_context(m_fonts.get())) {}

Owned<PangoLayout> ReferencePage::layout(const std::string& text, const std::string& family,
                                         bool may_look_further) const {
    Owned<PangoLayout> out(pango_layout_new(m_context.get()));
    pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_auto_dir(out.get(), TRUE);
    pango_layout_set_single_paragraph_mode(out.get(), TRUE);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_fallback_new(may_look_further ? TRUE : FALSE));
    pango_layout_set_attributes(out.get(), attributes);
    pango_attr_list_unref(attributes);
    set_size(out.get(), family, kMeasure_dots);
    return out;
}

void ReferencePage::set_size(PangoLayout* layout, const std::string& family, double size_dots) const {
    Owned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), family.c_str());
    pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(style().weight));
    pango_font_description_set_absolute_size(font.get(), size_dots * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
}

Dots ReferencePage::draw(PangoLayout* layout, const Area& area) const {
    Dots out(static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height));
    Owned<cairo_surface_t> surface(cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(out.data()),
                                                                       CAIRO_FORMAT_RGB24, area.width, area.height,
                                                                       area.width * static_cast<int>(sizeof out[0])));
    Owned<cairo_t> context(cairo_create(surface.get()));
    cairo_translate(context.get(), -area.x, -area.y);
    cairo_set_source_surface(context.get(), m_card.front.art.get(), 0, 0);
    cairo_paint(context.get());
    if (layout != nullptr) {
        const auto& colour = style().colour;
        cairo_move_to(context.get(), box().x * kDotsPer_mm, box().y * kDotsPer_mm);
        cairo_set_source_rgb(context.get(), colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
        pango_cairo_show_layout(context.get(), layout);
    }
    cairo_surface_flush(surface.get());
    return out;
}

Area ReferencePage::name_area() const {
    const auto first = [](double at_mm) { return static_cast<int>(std::ceil(at_mm * kDotsPer_mm)); };
    const auto end = [](double at_mm) { return static_cast<int>(std::floor(at_mm * kDotsPer_mm)); };
    const int x = first(box().x);
    const int y = first(box().y);
    return {x, y, end(box().x + box().width) - x, end(box().y + box().height) - y};
}

bool ReferencePage::fits(PangoLayout* layout) const {
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    return height <= static_cast<int>(box().height * kDotsPer_mm * PANGO_SCALE);
}

double ReferencePage::smallest_dots(const std::string& family) const {
    const auto x = layout("x", family, false);
    PangoRectangle ink{};
    pango_layout_get_extents(x.get(), &ink, nullptr);
    const double x_height = static_cast<double>(ink.height) / PANGO_SCALE / kMeasure_dots;
    return m_card.smallest_x_height_mm * kDotsPer_mm / x_height;
}

}  // namespace porchlight::bridge::testing

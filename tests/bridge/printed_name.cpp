#include "tests/bridge/printed_name.h"

#include "tests/bridge/reference_page.h"

#include <hb.h>

#include <cstdlib>

namespace porchlight::bridge::testing {
namespace {

constexpr double kStep = 0.97;  // from a size to the next smaller one
constexpr int kSameColour = 2;  // of 255: what rounding may do

bool is_of_family(PangoFont* font, const std::string& family) {
    Owned<PangoFontDescription> described(pango_font_describe(font));
    return family == pango_font_description_get_family(described.get());
}

// Fontconfig gives another face where the wanted one is not installed; .notdef is glyph 0, or a box of Pango's.
bool is_whole_run(const PangoGlyphItem& run, const std::string& text, const std::string& family) {
    auto* const font = run.item->analysis.font;
    if (!is_of_family(font, family))
        return false;
    for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
        const auto glyph = run.glyphs->glyphs[i].glyph;
        if (glyph == 0 || (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
            return false;
    }
    const char* at = text.c_str() + run.item->offset;
    for (int i = 0; i < run.item->num_chars; ++i, at = g_utf8_next_char(at)) {
        hb_codepoint_t glyph = 0;
        if (hb_font_get_nominal_glyph(pango_font_get_hb_font(font), g_utf8_get_char(at), &glyph) == 0 || glyph == 0)
            return false;
    }
    return true;
}

bool has_every_glyph(PangoLayout* layout, const std::string& text, const std::string& family) {
    if (pango_layout_get_unknown_glyphs_count(layout) != 0)
        return false;
    for (GSList* line = pango_layout_get_lines_readonly(layout); line != nullptr; line = line->next)
        for (GSList* run = static_cast<PangoLayoutLine*>(line->data)->runs; run != nullptr; run = run->next)
            if (!is_whole_run(*static_cast<PangoGlyphItem*>(run->data), text, family))
                return false;
    return true;
}

Dots cut_out(const Raster& front, const Area& area) {
    Dots out;
    for (int y = area.y; y < area.y + area.height; ++y)
        for (int x = area.x; x < area.x + area.width; ++x) {
            const auto* rgb = front.rgb.data() + front.offset(x, y);
            out.push_back(static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]));
        }
    return out;
}

Raster as_raster(const Dots& dots) {
    Raster out(kCardWidth_dots, kCardHeight_dots);
    for (std::size_t i = 0; i < dots.size(); ++i)
        for (unsigned channel = 0; channel < 3; ++channel)
            out.rgb.data()[3 * i + channel] = static_cast<std::uint8_t>(dots[i] >> (16 - 8 * channel));
    return out;
}

bool is_other(std::uint32_t a, std::uint32_t b) {
    for (const unsigned shift : {0U, 8U, 16U})
        if (std::abs(static_cast<int>(a >> shift & 0xffU) - static_cast<int>(b >> shift & 0xffU)) > kSameColour)
            return true;
    return false;
}

std::size_t other_dots(const Dots& a, const Dots& b) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        count += is_other(a[i], b[i]) ? 1 : 0;
    return count;
}

// From the largest down to the smallest that may be printed.
std::vector<double> sizes_dots(const ReferencePage& page, const std::string& family) {
    const double smallest = page.smallest_dots(family);
    std::vector<double> out;
    for (double size = page.style().size_mm * kDotsPer_mm; size > smallest; size *= kStep)
        out.push_back(size);
    out.push_back(smallest);
    return out;
}

// Tries every size, first with words whole, then with words broken.
void compare(const Dots& printed, const ReferencePage& page, PangoLayout* layout, PrintedName& out) {
    const auto art = page.draw(nullptr, page.name_area());
    out.other_dots = other_dots(printed, art);
    for (const auto wrap : {PANGO_WRAP_WORD, PANGO_WRAP_WORD_CHAR})
        for (const double size : sizes_dots(page, out.face.family)) {
            pango_layout_set_wrap(layout, wrap);
            page.set_size(layout, out.face.family, size);
            if (!page.fits(layout))
                continue;
            const auto drawn = page.draw(layout, page.name_area());
            const auto others = other_dots(printed, drawn);
            if (others >= out.other_dots)
                continue;
            out.other_dots = others;
            out.inked_dots = other_dots(drawn, art);
            if (out.is_shown())
                return;
        }
}

}  // namespace

PrintedName find_name(const Raster& front, const CardTemplate& card, const std::string& name) {
    const ReferencePage page(card);
    PrintedName out;
    for (const auto& family : card.families) {
        const auto layout = page.layout(name, family, false);
        if (!has_every_glyph(layout.get(), name, family))
            continue;
        out.face = {family, true};
        pango_layout_set_width(layout.get(), static_cast<int>(page.box().width * kDotsPer_mm * PANGO_SCALE));
        compare(cut_out(front, page.name_area()), page, layout.get(), out);
        break;
    }
    return out;
}

Raster forged_front(const CardTemplate& card, const std::string& text, const std::string& family) {
    const ReferencePage page(card);
    const auto layout = page.layout(text, family, true);
    page.set_size(layout.get(), family, page.style().size_mm * kDotsPer_mm);
    return as_raster(page.draw(layout.get(), {0, 0, kCardWidth_dots, kCardHeight_dots}));
}

}  // namespace porchlight::bridge::testing

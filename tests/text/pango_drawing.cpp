#include "tests/text/pango_drawing.h"

#include <filesystem>

#include "tests/text/fonts_on_disk.h"
#include "tests/text/glyph_list.h"

/// Fontconfig keeps one table of its own for the life of the process.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }

namespace porchlight::text {
namespace {

/// Each file as a family of its own name, so that Pango can be told which file to use.
std::string family_rules() {
    std::string rules = "<fontconfig><cachedir>" + path_on_disk("fontconfig-cache") + "</cachedir>";
    for (const auto& file : std::filesystem::directory_iterator{path_on_disk("fonts")}) {
        if (file.path().extension() != ".ttf")
            continue;
        rules += "<match target='scan'><test name='file' compare='eq'><string>" + file.path().string() +
                 "</string></test><edit name='family' mode='assign'><string>" + file.path().stem().string() +
                 "</string></edit><edit name='weight' mode='assign'><const>regular</const></edit></match>";
    }
    return rules + "</fontconfig>";
}

void add_families(PangoAttrList* attributes, const std::string& text, const FontSet& fonts, const Layout& ours) {
    std::vector<std::string> family(text.size());
    for (const auto& glyph : ours.glyphs)
        family[glyph.cluster] = stem_of(fonts.path_of(glyph.font));
    for (std::size_t i = 1; i < family.size(); ++i)
        if (family[i].empty())
            family[i] = family[i - 1];
    for (std::size_t i = 0; i < family.size();) {
        PangoAttribute* attribute = pango_attr_family_new(family[i].c_str());
        attribute->start_index = static_cast<guint>(i);
        for (const auto name = family[i]; i < family.size() && family[i] == name;)
            ++i;
        attribute->end_index = static_cast<guint>(i);
        pango_attr_list_insert(attributes, attribute);
    }
}

std::string file_of(PangoFont* font) {
    FcChar8* file = nullptr;
    FcPatternGetString(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_FILE, 0, &file);
    return stem_of(reinterpret_cast<const char*>(file));
}

Drawn read(PangoLayout* layout) {
    Drawn drawn;
    std::string font;
    int pen = 0;
    for (GSList* run = pango_layout_get_line_readonly(layout, 0)->runs; run != nullptr; run = run->next) {
        const auto* item = static_cast<PangoGlyphItem*>(run->data);
        for (int i = 0; i < item->glyphs->num_glyphs; ++i) {
            const auto& glyph = item->glyphs->glyphs[i];
            const int x = pen + glyph.geometry.x_offset;
            pen += glyph.geometry.width;
            if (glyph.glyph == PANGO_GLYPH_EMPTY)
                continue;
            const auto stem = file_of(item->item->analysis.font);
            if (stem != font)
                drawn.glyphs += (drawn.glyphs.empty() ? "" : " ") + stem;
            font = stem;
            drawn.glyphs += " " + std::to_string(glyph.glyph);
            drawn.x_px.push_back(static_cast<float>(x) / PANGO_SCALE);
        }
    }
    return drawn;
}

}  // namespace

Pango::Pango() {
    FcConfig* config = FcConfigCreate();
    const auto rules = family_rules();
    REQUIRE(FcConfigParseAndLoadFromMemory(config, reinterpret_cast<const FcChar8*>(rules.c_str()), FcTrue));
    const auto folder = path_on_disk("fonts");
    REQUIRE(FcConfigAppFontAddDir(config, reinterpret_cast<const FcChar8*>(folder.c_str())));
    m_map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(m_map.get()), 72);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(m_map.get()), config);
    FcConfigDestroy(config);
    m_context.reset(pango_font_map_create_context(m_map.get()));
    pango_context_set_round_glyph_positions(m_context.get(), FALSE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(m_context.get(), options);
    cairo_font_options_destroy(options);
}

Drawn Pango::draw(const std::string& text, const Style& style, const FontSet& fonts, const Layout& ours) {
    const auto* language = style.language.empty() ? "xx" : style.language.c_str();
    pango_context_set_language(m_context.get(), pango_language_from_string(language));
    pango_context_set_base_dir(m_context.get(),
                               style.direction == Direction::right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    std::unique_ptr<PangoLayout, Unref> layout{pango_layout_new(m_context.get())};
    pango_layout_set_auto_dir(layout.get(), style.direction == Direction::automatic);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    PangoFontDescription* size = pango_font_description_from_string("latin-400");
    pango_font_description_set_absolute_size(size, static_cast<double>(style.size_px) * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), size);
    pango_font_description_free(size);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
    add_families(attributes, text, fonts, ours);
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return read(layout.get());
}

void check_as_pango(Pango& pango, FontSet& fonts, const std::string& text, const Style& style) {
    load_for(fonts, text, style.weight);
    const auto layout = layout_text(fonts, text, style);
    const auto drawn = pango.draw(text, style, fonts, layout);
    CHECK(layout.missing_glyphs == 0);
    CHECK(glyph_list(fonts, layout) == drawn.glyphs);
    REQUIRE(drawn.x_px.size() == layout.glyphs.size());
    float worst_px = 0;
    for (std::size_t i = 0; i < drawn.x_px.size(); ++i)
        worst_px = std::max(worst_px, std::abs(drawn.x_px[i] - layout.glyphs[i].x_px));
    CHECK(worst_px < 0.25F);
}

}  // namespace porchlight::text

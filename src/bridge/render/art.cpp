#include "bridge/render/art.h"

#include "base/encoding.h"
#include "bridge/render/raster.h"

#include <fstream>
#include <sstream>

namespace porchlight::bridge {
namespace {

// An editor writes a shape's own colour beside its class: the template's word goes above that.
std::string style_sheet(const std::map<std::string, Colour>& colours) {
    std::string out;
    for (const auto& [name, colour] : colours)
        for (const auto& [prefix, property] :
             {std::pair{"fill", "fill"}, std::pair{"stroke", "stroke"}, std::pair{"stop", "stop-color"}})
            out += std::string(".") + prefix + "-" + name + "{" + property + ":#" + to_hex(colour) + "!important}";
    return out;
}

}  // namespace

std::optional<std::string> read_template_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in || out.view().size() > kMaxTemplateBytes)
        return std::nullopt;
    return std::move(out).str();
}

std::expected<Art, TemplateFault> Art::open(const std::filesystem::path& file,
                                            const std::map<std::string, Colour>& colours) {
    const auto text = read_template_file(file);
    if (!text)
        return std::unexpected(file.filename().string() + " cannot be read");
    Owned<RsvgHandle> svg(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(text->data()), text->size(), nullptr));
    const auto sheet = style_sheet(colours);
    if (!svg || !rsvg_handle_set_stylesheet(svg.get(), reinterpret_cast<const guint8*>(sheet.data()), sheet.size(),
                                            nullptr))
        return std::unexpected(file.filename().string() + " is no SVG file");
    return Art(std::move(svg));
}

// librsvg answers in dots of its resolution, cut to 1/256 of one: at a hundred dots a millimetre nothing is lost.
std::optional<Box_mm> Art::box(const std::string& id) const {
    constexpr double kDots_per_mm = 100;
    const auto element = "#" + id;
    if (!rsvg_handle_has_sub(m_svg.get(), element.c_str()))
        return std::nullopt;
    rsvg_handle_set_dpi(m_svg.get(), kDots_per_mm * 25.4);
    const RsvgRectangle page{0, 0, kCardWidth_dots, kCardHeight_dots};
    RsvgRectangle ink{};
    RsvgRectangle logical{};
    if (!rsvg_handle_get_geometry_for_layer(m_svg.get(), element.c_str(), &page, &ink, &logical, nullptr))
        return std::nullopt;
    return Box_mm{logical.x / kDots_per_mm, logical.y / kDots_per_mm, logical.width / kDots_per_mm,
                  logical.height / kDots_per_mm};
}

Owned<cairo_surface_t> Art::draw() const {
    Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kCardWidth_dots, kCardHeight_dots));
    Owned<cairo_t> context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    const RsvgRectangle page{0, 0, kCardWidth_dots, kCardHeight_dots};
    if (!rsvg_handle_render_document(m_svg.get(), context.get(), &page, nullptr))
        return nullptr;
    cairo_surface_flush(surface.get());
    return surface;
}

}  // namespace porchlight::bridge

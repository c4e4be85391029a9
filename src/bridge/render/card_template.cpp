#include "bridge/render/card_template.h"

#include "base/encoding.h"
#include "bridge/render/raster.h"

#include <fstream>
#include <sstream>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxTemplateBytes = 4U << 20;
constexpr const char* kCodeBox = "code";
constexpr const char* kPhotoBox = "photo";

std::optional<std::string> read_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in || out.view().size() > kMaxTemplateBytes)
        return std::nullopt;
    return std::move(out).str();
}

std::optional<double> number_member(const json& object, const char* name, double min, double max) {
    const auto at = object.find(name);
    if (at == object.end() || !at->is_number())
        return std::nullopt;
    const auto value = at->get<double>();
    return value >= min && value <= max ? std::optional(value) : std::nullopt;
}

std::optional<byte_array<3>> colour_member(const json& object) {
    const auto text = text_member(object, "colour", 7);
    return text && text->starts_with('#') ? array_from_hex<3>([&] {
        std::string lower = text->substr(1);
        for (auto& c : lower)
            c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        return lower;
    }())
                                          : std::nullopt;
}

std::optional<TextStyle> parse_style(const json& object) {
    if (!has_exactly(object, {"size_mm", "weight", "colour", "lines", "vertical"}))
        return std::nullopt;
    const auto size = number_member(object, "size_mm", 0.5, 20);
    const auto weight = integer_member(object, "weight", 100, 900);
    const auto colour = colour_member(object);
    const auto lines = integer_member(object, "lines", 1, 12);
    const auto vertical = text_member(object, "vertical", 6);
    if (!size || !weight || !colour || !lines || (vertical != "top" && vertical != "middle"))
        return std::nullopt;
    return TextStyle{*size, static_cast<int>(*weight), *colour, static_cast<int>(*lines),
                     vertical == "top" ? Vertical::kTop : Vertical::kMiddle};
}

// Where the art says that a box is. librsvg answers in dots of its resolution, cut to 1/256 of one: at a hundred
// dots a millimetre nothing is lost.
std::optional<Box_mm> find_box(RsvgHandle* svg, const std::string& id) {
    constexpr double kDots_per_mm = 100;
    rsvg_handle_set_dpi(svg, kDots_per_mm * 25.4);
    const RsvgRectangle page{0, 0, kCardWidth_dots, kCardHeight_dots};
    RsvgRectangle ink{};
    RsvgRectangle logical{};
    if (!rsvg_handle_get_geometry_for_layer(svg, ("#" + id).c_str(), &page, &ink, &logical, nullptr))
        return std::nullopt;
    return Box_mm{logical.x / kDots_per_mm, logical.y / kDots_per_mm, logical.width / kDots_per_mm,
                  logical.height / kDots_per_mm};
}

Owned<cairo_surface_t> draw_art(RsvgHandle* svg) {
    Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kCardWidth_dots, kCardHeight_dots));
    Owned<cairo_t> context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    const RsvgRectangle page{0, 0, kCardWidth_dots, kCardHeight_dots};
    if (!rsvg_handle_render_document(svg, context.get(), &page, nullptr))
        return nullptr;
    cairo_surface_flush(surface.get());
    return surface;
}

std::optional<Side> load_side(const std::filesystem::path& path, const json& styles, const char* picture_box) {
    const auto text = read_text(path);
    if (!text || !styles.is_object())
        return std::nullopt;
    Owned<RsvgHandle> svg(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(text->data()), text->size(), nullptr));
    if (!svg)
        return std::nullopt;
    Side side;
    for (const auto& [id, style] : styles.items()) {
        const auto parsed = parse_style(style);
        const auto box = find_box(svg.get(), id);
        if (!parsed || !box)
            return std::nullopt;
        side.styles[id] = *parsed;
        side.boxes[id] = *box;
    }
    const auto picture = find_box(svg.get(), picture_box);
    side.art = draw_art(svg.get());
    if (!picture || !side.art)
        return std::nullopt;
    side.boxes[picture_box] = *picture;
    return side;
}

bool read_lists(const json& object, CardTemplate& out) {
    if (!object["families"].is_array() || object["families"].empty() || !object["texts"].is_object())
        return false;
    for (const auto& family : object["families"]) {
        if (!family.is_string())
            return false;
        out.families.push_back(family.get<std::string>());
    }
    for (const auto& [id, text] : object["texts"].items()) {
        if (!text.is_string())
            return false;
        out.texts[id] = text.get<std::string>();
    }
    return true;
}

}  // namespace

std::expected<CardTemplate, TemplateError> load_template(const std::filesystem::path& folder, const std::string& name) {
    const auto text = read_text(folder / (name + ".json"));
    if (!text)
        return std::unexpected(TemplateError::kMissing);
    const auto object = parse_json(*text, kMaxTemplateBytes);
    if (!object || !has_exactly(*object, {"v", "smallest_x_height_mm", "families", "sides", "texts"}) ||
        !has_exactly((*object)["sides"], {"front", "back"}))
        return std::unexpected(TemplateError::kMalformed);
    CardTemplate out;
    const auto smallest = number_member(*object, "smallest_x_height_mm", 0.3, 5);
    auto front = load_side(folder / (name + "-front.svg"), (*object)["sides"]["front"], kPhotoBox);
    auto back = load_side(folder / (name + "-back.svg"), (*object)["sides"]["back"], kCodeBox);
    if (!smallest || !front || !back || !read_lists(*object, out))
        return std::unexpected(TemplateError::kMalformed);
    out.smallest_x_height_mm = *smallest;
    out.front = std::move(*front);
    out.back = std::move(*back);
    return out;
}

}  // namespace porchlight::bridge

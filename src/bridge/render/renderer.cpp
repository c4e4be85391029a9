#include "bridge/render/renderer.h"

#include "bridge/render/qr.h"
#include "protocol/card_request.h"

#include <cstring>
#include <numbers>

namespace porchlight::bridge {
namespace {

constexpr double kPhotoCorner_mm = 1.5;
constexpr int kCairoPixelBytes = 4;

// A cairo surface over memory that is wiped.
struct Canvas {
    secret_bytes memory;
    Owned<cairo_surface_t> surface;
    Owned<cairo_t> context;

    Canvas(int width, int height)
        : memory(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * kCairoPixelBytes),
          surface(cairo_image_surface_create_for_data(memory.data(), CAIRO_FORMAT_RGB24, width, height,
                                                      width * kCairoPixelBytes)),
          context(cairo_create(surface.get())) {}
};

void rounded_rectangle(cairo_t* context, double x, double y, double width, double height, double radius) {
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_new_sub_path(context);
    cairo_arc(context, x + width - radius, y + radius, radius, -kQuarter, 0);
    cairo_arc(context, x + width - radius, y + height - radius, radius, 0, kQuarter);
    cairo_arc(context, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(context, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(context);
}

Canvas photo_canvas(byte_view photo) {
    Canvas out(protocol::kPhotoWidth_px, protocol::kPhotoHeight_px);
    for (std::size_t i = 0; i < protocol::kPhotoWidth_px * protocol::kPhotoHeight_px; ++i) {
        const auto pixel = static_cast<std::uint32_t>(photo[3 * i] << 16 | photo[3 * i + 1] << 8 | photo[3 * i + 2]);
        std::memcpy(out.memory.data() + kCairoPixelBytes * i, &pixel, sizeof pixel);
    }
    cairo_surface_mark_dirty(out.surface.get());
    return out;
}

void draw_photo(cairo_t* context, byte_view photo, const Box_mm& box) {
    const auto picture = photo_canvas(photo);
    const double width = box.width * kDotsPer_mm;
    const double height = box.height * kDotsPer_mm;
    cairo_save(context);
    rounded_rectangle(context, box.x * kDotsPer_mm, box.y * kDotsPer_mm, width, height, kPhotoCorner_mm * kDotsPer_mm);
    cairo_clip(context);
    cairo_translate(context, box.x * kDotsPer_mm, box.y * kDotsPer_mm);
    cairo_scale(context, width / protocol::kPhotoWidth_px, height / protocol::kPhotoHeight_px);
    cairo_set_source_surface(context, picture.surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BEST);
    cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD);
    cairo_paint(context);
    cairo_restore(context);
}

// What an applicant typed is the applicant's to change; all else that does not fit is a fault of the template.
RenderError as_render_error(TextError error, const std::string& box) {
    if (box == "gender")
        return RenderError::kGender;
    if (box == "address" || box == "emergency" || box == "note")
        return RenderError::kField;
    if (box != "name")
        return RenderError::kTemplate;
    return error == TextError::kGlyphMissing ? RenderError::kGlyphMissing : RenderError::kNameDoesNotFit;
}

void draw_art(cairo_t* context, const Side& side) {
    cairo_set_source_surface(context, side.art.get(), 0, 0);
    cairo_paint(context);
}

std::expected<void, RenderError> draw_texts(cairo_t* context, const Side& side, const CardTemplate& card,
                                            const CardText& text, Typesetter& typesetter) {
    for (const auto& [id, style] : side.styles) {
        const auto own = text.find(id);
        const auto fixed = card.texts.find(id);
        if (own == text.end() && fixed == card.texts.end())
            continue;
        const auto& words = own != text.end() ? own->second : fixed->second;
        const auto drawn = typesetter.draw(context, words, side.boxes.at(id), style, card.smallest_x_height_mm);
        if (!drawn)
            return std::unexpected(as_render_error(drawn.error(), id));
    }
    return {};
}

Raster to_raster(const Canvas& canvas) {
    cairo_surface_flush(canvas.surface.get());
    Raster out(kCardWidth_dots, kCardHeight_dots);
    for (std::size_t i = 0; i < out.rgb.size() / 3; ++i) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, canvas.memory.data() + kCairoPixelBytes * i, sizeof pixel);
        out.rgb.data()[3 * i] = static_cast<std::uint8_t>(pixel >> 16);
        out.rgb.data()[3 * i + 1] = static_cast<std::uint8_t>(pixel >> 8);
        out.rgb.data()[3 * i + 2] = static_cast<std::uint8_t>(pixel);
    }
    return out;
}

}  // namespace

std::string_view code(RenderError error) {
    switch (error) {
        case RenderError::kNameDoesNotFit: return "name_does_not_fit";
        case RenderError::kGlyphMissing: return "glyph_missing";
        case RenderError::kGender: return "gender";
        case RenderError::kField: return "field_does_not_fit";
        case RenderError::kTemplate: return "template";
    }
    return "template";
}

CairoRenderer::CairoRenderer(std::filesystem::path folder) : m_folder(std::move(folder)) {}

CairoRenderer::Loaded* CairoRenderer::find(const std::string& name) {
    if (const auto at = m_loaded.find(name); at != m_loaded.end())
        return &at->second;
    auto card = load_template(m_folder, name);
    if (!card)
        return nullptr;
    Typesetter typesetter(card->families);
    return &m_loaded.emplace(name, Loaded{std::move(*card), std::move(typesetter)}).first->second;
}

std::expected<Faces, RenderError> CairoRenderer::render(const CardParts& parts, std::string_view code) {
    const auto& [template_name, text, photo, services] = parts;
    Loaded* loaded = template_name.empty() ? nullptr : find(template_name);
    const auto qr = make_qr(code);
    if (loaded == nullptr || photo.size() != protocol::kPhotoBytes || !qr)
        return std::unexpected(RenderError::kTemplate);
    const auto& card = loaded->card;

    Canvas front(kCardWidth_dots, kCardHeight_dots);
    draw_art(front.context.get(), card.front);
    draw_photo(front.context.get(), photo, card.front.boxes.at("photo"));
    if (const auto drawn = draw_texts(front.context.get(), card.front, card, text, loaded->typesetter); !drawn)
        return std::unexpected(drawn.error());

    Canvas back(kCardWidth_dots, kCardHeight_dots);
    draw_art(back.context.get(), card.back);
    if (!draw_qr(back.context.get(), *qr, card.back.boxes.at("code")))
        return std::unexpected(RenderError::kTemplate);
    if (const auto drawn = draw_texts(back.context.get(), card.back, card, text, loaded->typesetter); !drawn)
        return std::unexpected(drawn.error());
    return Faces{to_raster(front), to_raster(back)};
}

}  // namespace porchlight::bridge

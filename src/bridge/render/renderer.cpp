#include "bridge/render/renderer.h"

#include "bridge/render/barcode.h"
#include "bridge/render/paint.h"
#include "bridge/render/photo.h"
#include "bridge/render/shapes.h"
#include "bridge/world/log.h"
#include "protocol/card_request.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

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

Canvas photo_canvas(const Raster& photo) {
    Canvas out(photo.width_px, photo.height_px);
    for (std::size_t i = 0; i < photo.rgb.size() / 3; ++i) {
        const auto* rgb = photo.rgb.data() + 3 * i;
        const auto pixel = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
        std::memcpy(out.memory.data() + kCairoPixelBytes * i, &pixel, sizeof pixel);
    }
    cairo_surface_mark_dirty(out.surface.get());
    return out;
}

void draw_photo(cairo_t* context, byte_view photo, const Box_mm& box, const PhotoTone& tone) {
    const auto ready =
        toned(cropped(photo, protocol::kPhotoWidth_px, protocol::kPhotoHeight_px, box.width / box.height), tone);
    const auto picture = photo_canvas(ready);
    const double width = box.width * kDotsPer_mm;
    const double height = box.height * kDotsPer_mm;
    cairo_save(context);
    rounded_rectangle(context, box.x * kDotsPer_mm, box.y * kDotsPer_mm, width, height, kPhotoCorner_mm * kDotsPer_mm);
    cairo_clip(context);
    cairo_translate(context, box.x * kDotsPer_mm, box.y * kDotsPer_mm);
    cairo_scale(context, width / ready.width_px, height / ready.height_px);
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

bool draw_services(cairo_t* context, const Side& side, std::span<const protocol::ServiceCode> services) {
    return std::ranges::all_of(services, [&](const protocol::ServiceCode& service) {
        const auto box = side.boxes.find(service_box(service.place));
        const auto bars = make_barcode(service.symbology, service.number);
        if (box != side.boxes.end() && bars && draw_barcode(context, *bars, box->second))
            return true;
        log_line("card template: no box, or too small a one, for the service " + service.id);
        return false;
    });
}

Dots dots_around(const Box_mm& box) {
    const auto left = static_cast<int>(std::floor(box.x * kDotsPer_mm));
    const auto top = static_cast<int>(std::floor(box.y * kDotsPer_mm));
    return {left, top, static_cast<int>(std::ceil((box.x + box.width) * kDotsPer_mm)) - left,
            static_cast<int>(std::ceil((box.y + box.height) * kDotsPer_mm)) - top};
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

template <class Draw>
std::expected<Raster, RenderError> draw_side(const Side& side, Draw draw) {
    Canvas canvas(kCardWidth_dots, kCardHeight_dots);
    draw_art(canvas.context.get(), side);
    if (const auto drawn = draw(canvas.context.get()); !drawn)
        return std::unexpected(drawn.error());
    return to_raster(canvas);
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

std::expected<CardTemplate, TemplateFault> CairoRenderer::load(const std::string& name) const {
    if (!protocol::is_id(name))
        return std::unexpected("the programme names no template");
    return load_template(m_folder, name);
}

CairoRenderer::Loaded* CairoRenderer::find(const std::string& name) {
    if (m_loaded && m_name == name)
        return &*m_loaded;
    auto card = load(name);
    if (!card) {
        log_line("card template: " + card.error());
        return nullptr;
    }
    Typesetter typesetter(card->families);
    m_loaded.reset();
    m_loaded.emplace(std::move(*card), std::move(typesetter));
    m_name = name;
    return &*m_loaded;
}

std::expected<void, TemplateFault> CairoRenderer::check(const protocol::Manifest& manifest) {
    for (const auto& card_class : manifest.classes) {
        const auto& name = manifest.card.template_for(card_class.id);
        const auto card = load(name);
        if (!card)
            return std::unexpected("the template of the class " + card_class.id + " cannot be used: " + card.error());
        if (auto checked = check_places(*card, manifest.card); !checked)
            return std::unexpected("template " + name + ": " + checked.error());
    }
    return {};
}

std::expected<UnsignedFaces, RenderError> CairoRenderer::draw(const CardParts& parts) {
    Loaded* loaded = find(parts.template_name);
    if (loaded == nullptr || parts.photo.size() != protocol::kPhotoBytes)
        return std::unexpected(RenderError::kTemplate);
    const auto& card = loaded->card;

    // One canvas at a time: they are large.
    auto front = draw_side(card.front, [&](cairo_t* context) -> std::expected<void, RenderError> {
        draw_photo(context, parts.photo, card.front.boxes.at("photo"), card.tone);
        return draw_texts(context, card.front, card, parts.text, loaded->typesetter);
    });
    if (!front)
        return std::unexpected(front.error());
    const auto& side = card.back_for(!parts.services.empty());
    auto back = draw_side(side, [&](cairo_t* context) -> std::expected<void, RenderError> {
        if (!draw_services(context, side, parts.services))
            return std::unexpected(RenderError::kTemplate);
        return draw_texts(context, side, card, parts.text, loaded->typesetter);
    });
    if (!back)
        return std::unexpected(back.error());
    return UnsignedFaces{{std::move(*front), std::move(*back)}, side.boxes.at("code")};
}

bool takes_code(const UnsignedFaces& card, std::string_view code) {
    const auto qr = make_qr(code);
    if (!qr)
        return false;
    const auto least = smallest_box(*qr);
    return card.code_box.width >= least.width && card.code_box.height >= least.height;
}

std::expected<Faces, RenderError> with_code(UnsignedFaces card, std::string_view code) {
    const auto qr = make_qr(code);
    bool is_drawn = false;
    if (qr)
        paint(card.faces.back, dots_around(card.code_box),
              [&](cairo_t* context) { is_drawn = draw_barcode(context, *qr, card.code_box); });
    if (!is_drawn)
        return std::unexpected(RenderError::kTemplate);
    return std::move(card.faces);
}

std::expected<Faces, RenderError> render(Renderer& renderer, const CardParts& parts, std::string_view code) {
    auto card = renderer.draw(parts);
    if (!card)
        return std::unexpected(card.error());
    return with_code(std::move(*card), code);
}

}  // namespace porchlight::bridge

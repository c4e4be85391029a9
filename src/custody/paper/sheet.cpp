#include "custody/paper/sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace porchlight::custody {
namespace {

constexpr double kA4Width_pt = 595.28;
constexpr double kA4Height_pt = 841.89;
constexpr double kLetterWidth_pt = 612;
constexpr double kLetterHeight_pt = 792;
constexpr double kPointsPerInch = 72;
constexpr int kQuiet_modules = 4;
constexpr double kGround = 0.93;

struct Releaser {
    void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
    void operator()(cairo_t* p) const { cairo_destroy(p); }
    void operator()(PangoLayout* p) const { g_object_unref(p); }
    void operator()(PangoFontDescription* p) const { pango_font_description_free(p); }
};

template <class T>
using Owned = std::unique_ptr<T, Releaser>;

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
    auto* const pdf = static_cast<bytes*>(out);
    pdf->insert(pdf->end(), data, data + size);
    return CAIRO_STATUS_SUCCESS;
}

const char* font_of(Face face) {
    switch (face) {
        case Face::kPlain: return "Noto Sans";
        case Face::kBold: return "Noto Sans Bold";
        case Face::kMono: return "DejaVu Sans Mono";
        case Face::kMonoBold: return "DejaVu Sans Mono Bold";
    }
    return "Noto Sans";
}

}  // namespace

struct Sheet::Drawing {
    bytes pdf;
    double width = 0;
    double height = 0;
    Owned<cairo_surface_t> surface;
    Owned<cairo_t> context;
};

Sheet::Sheet(PaperSize paper) : m_drawing(std::make_unique<Drawing>()) {
    auto& to = *m_drawing;
    to.width = paper == PaperSize::kA4 ? kA4Width_pt : kLetterWidth_pt;
    to.height = paper == PaperSize::kA4 ? kA4Height_pt : kLetterHeight_pt;
    to.surface.reset(cairo_pdf_surface_create_for_stream(&append, &to.pdf, to.width, to.height));
    to.context.reset(cairo_create(to.surface.get()));
}

Sheet::~Sheet() = default;

double Sheet::width() const { return m_drawing->width; }
double Sheet::height() const { return m_drawing->height; }

double Sheet::text(const SheetPlace& place, std::string_view words, double size_pt, Face face) {
    auto* const context = m_drawing->context.get();
    const Owned<PangoLayout> layout(pango_cairo_create_layout(context));
    pango_cairo_context_set_resolution(pango_layout_get_context(layout.get()), kPointsPerInch);
    const Owned<PangoFontDescription> font(pango_font_description_from_string(font_of(face)));
    pango_font_description_set_size(font.get(), static_cast<int>(size_pt * PANGO_SCALE));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(place.width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    cairo_set_source_rgb(context, 0, 0, 0);
    cairo_move_to(context, place.x, place.y);
    pango_cairo_show_layout(context, layout.get());
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

void Sheet::shade(const SheetPlace& place, double height_pt) {
    auto* const context = m_drawing->context.get();
    cairo_set_source_rgb(context, kGround, kGround, kGround);
    cairo_rectangle(context, place.x, place.y, place.width, height_pt);
    cairo_fill(context);
}

void Sheet::code(const SheetPlace& place, const QrCode& code) {
    auto* const context = m_drawing->context.get();
    const double module = place.width / (code.size_modules + 2 * kQuiet_modules);
    cairo_set_source_rgb(context, 0, 0, 0);
    auto dark = code.dark.begin();
    for (int y = 0; y < code.size_modules; ++y)
        for (int x = 0; x < code.size_modules; ++x)
            if (*dark++)
                cairo_rectangle(context, place.x + (x + kQuiet_modules) * module,
                                place.y + (y + kQuiet_modules) * module, module, module);
    cairo_fill(context);
}

std::optional<bytes> Sheet::finish() && {
    cairo_show_page(m_drawing->context.get());
    const bool drawn = cairo_status(m_drawing->context.get()) == CAIRO_STATUS_SUCCESS;
    m_drawing->context.reset();
    cairo_surface_finish(m_drawing->surface.get());
    if (!drawn || cairo_surface_status(m_drawing->surface.get()) != CAIRO_STATUS_SUCCESS)
        return std::nullopt;
    return std::move(m_drawing->pdf);
}

}  // namespace porchlight::custody

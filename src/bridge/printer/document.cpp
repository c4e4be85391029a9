#include "bridge/printer/document.h"

#include "bridge/render/handles.h"

#include <cups/cups.h>
#include <cups/pwg.h>
#include <cups/raster.h>

#include <cairo-pdf.h>

#include <cstring>
#include <memory>

namespace porchlight::bridge {
namespace {

constexpr double kHundredths_per_inch = 2540;
constexpr double kPointsPerInch = 72;

int dots(int hundredths) { return static_cast<int>(hundredths * kDotsPerInch / kHundredths_per_inch); }

ssize_t append(void* out, unsigned char* data, std::size_t size) {
    auto* document = static_cast<bytes*>(out);
    document->insert(document->end(), data, data + size);
    return static_cast<ssize_t>(size);
}

cairo_status_t append_pdf(void* out, const unsigned char* data, unsigned int size) {
    auto* document = static_cast<bytes*>(out);
    document->insert(document->end(), data, data + size);
    return CAIRO_STATUS_SUCCESS;
}

// The art lies, the media stands. Turned over its long edge, the back would be upside down if it were turned the
// same way as the front.
Raster page_of(const Raster& face, bool is_back, Sides sides, int width, int height) {
    const bool other_way = is_back && sides == Sides::kTwoLongEdge;
    return centred(other_way ? turned_counterclockwise(face) : turned_clockwise(face), width, height);
}

bool write_page(cups_raster_t* stream, const cups_page_header2_t& header, const Raster& page) {
    cups_page_header2_t own = header;
    if (cupsRasterWriteHeader2(stream, &own) == 0)
        return false;
    const auto line = static_cast<unsigned>(page.width_px) * 3;
    for (int y = 0; y < page.height_px; ++y) {
        // libcups takes lines as writable, and does not write them.
        auto* pixels = const_cast<std::uint8_t*>(page.rgb.data() + page.offset(0, y));
        if (cupsRasterWritePixels(stream, pixels, line) != line)
            return false;
    }
    return true;
}

}  // namespace

const char* keyword(Sides sides) {
    switch (sides) {
        case Sides::kOne: return "one-sided";
        case Sides::kTwoLongEdge: return "two-sided-long-edge";
        case Sides::kTwoShortEdge: return "two-sided-short-edge";
    }
    return "one-sided";
}

std::optional<bytes> pwg_document(const Faces& faces, const MediaSize& media, Sides sides,
                                  const std::string& raster_type) {
    auto* size = pwgMediaForSize(media.width, media.length);
    cups_page_header2_t header{};
    if (size == nullptr || cupsRasterInitPWGHeader(&header, size, raster_type.c_str(), kDotsPerInch, kDotsPerInch,
                                                   keyword(sides), "normal") == 0)
        return std::nullopt;
    if (header.cupsBitsPerPixel != 24 || header.cupsColorOrder != CUPS_ORDER_CHUNKED)
        return std::nullopt;
    header.cupsInteger[CUPS_RASTER_PWG_TotalPageCount] = 2;
    bytes out;
    const std::unique_ptr<cups_raster_t, decltype(&cupsRasterClose)> stream(
        cupsRasterOpenIO(append, &out, CUPS_RASTER_WRITE_PWG), cupsRasterClose);
    const auto width = static_cast<int>(header.cupsWidth);
    const auto height = static_cast<int>(header.cupsHeight);
    if (!stream || !write_page(stream.get(), header, page_of(faces.front, false, sides, width, height)) ||
        !write_page(stream.get(), header, page_of(faces.back, true, sides, width, height)))
        return std::nullopt;
    return out;
}

std::optional<bytes> pdf_document(const Faces& faces, const MediaSize& media, Sides sides) {
    bytes out;
    const double width = media.width * kPointsPerInch / kHundredths_per_inch;
    const double height = media.length * kPointsPerInch / kHundredths_per_inch;
    Owned<cairo_surface_t> pdf(cairo_pdf_surface_create_for_stream(append_pdf, &out, width, height));
    Owned<cairo_t> context(cairo_create(pdf.get()));
    for (const auto* face : {&faces.front, &faces.back}) {
        const auto page = page_of(*face, face == &faces.back, sides, dots(media.width), dots(media.length));
        Owned<cairo_surface_t> image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, page.width_px, page.height_px));
        for (int y = 0; y < page.height_px; ++y)
            for (int x = 0; x < page.width_px; ++x) {
                const auto* rgb = page.rgb.data() + page.offset(x, y);
                const std::uint32_t pixel = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
                std::memcpy(cairo_image_surface_get_data(image.get()) +
                                static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(image.get()) + 4 * x,
                            &pixel, sizeof pixel);
            }
        cairo_surface_mark_dirty(image.get());
        cairo_save(context.get());
        cairo_scale(context.get(), width / page.width_px, height / page.height_px);
        cairo_set_source_surface(context.get(), image.get(), 0, 0);
        cairo_paint(context.get());
        cairo_restore(context.get());
        cairo_show_page(context.get());
    }
    cairo_surface_finish(pdf.get());
    if (cairo_surface_status(pdf.get()) != CAIRO_STATUS_SUCCESS)
        return std::nullopt;
    return out;
}

}  // namespace porchlight::bridge

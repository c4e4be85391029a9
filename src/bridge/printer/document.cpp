#include "bridge/printer/document.h"

#include "bridge/render/handles.h"

#include <cups/cups.h>
#include <cups/pwg.h>
#include <cups/raster.h>

#include <cairo-pdf.h>
#include <turbojpeg.h>

#include <cstring>
#include <memory>

namespace porchlight::bridge {
namespace {

constexpr double kHundredths_per_inch = 2540;
constexpr double kPointsPerInch = 72;
constexpr int kQuality = 95;

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

std::optional<cups_page_header2_t> page_header(const Sheet& sheet, Sides sides, const std::string& raster_type,
                                               const std::string& sheet_back) {
    auto* size = pwgMediaForSize(sheet.media.width, sheet.media.length);
    cups_page_header2_t header{};
    if (size == nullptr || cupsRasterInitPWGHeader(&header, size, raster_type.c_str(), sheet.dpi, sheet.dpi,
                                                   keyword(sides), sheet_back.c_str()) == 0)
        return std::nullopt;
    if (header.cupsBitsPerPixel != 24 || header.cupsColorOrder != CUPS_ORDER_CHUNKED)
        return std::nullopt;
    // The canvas of a driver is not always the media's size at its resolution.
    header.cupsWidth = static_cast<unsigned>(sheet.width_dots);
    header.cupsHeight = static_cast<unsigned>(sheet.height_dots);
    header.cupsBytesPerLine = 3 * header.cupsWidth;
    return header;
}

// What the header says of the back's axes holds for its dots.
Raster flipped(const Raster& page, bool across, bool along) {
    Raster out(page.width_px, page.height_px);
    for (int y = 0; y < page.height_px; ++y)
        for (int x = 0; x < page.width_px; ++x) {
            const int from_x = across ? page.width_px - 1 - x : x;
            const int from_y = along ? page.height_px - 1 - y : y;
            std::memcpy(out.rgb.data() + out.offset(x, y), page.rgb.data() + page.offset(from_x, from_y), 3);
        }
    return out;
}

bool write_dots(cups_raster_t* stream, const Raster& page) {
    const auto line = static_cast<unsigned>(page.width_px) * 3;
    for (int y = 0; y < page.height_px; ++y) {
        // libcups takes lines as writable, and does not write them.
        auto* pixels = const_cast<std::uint8_t*>(page.rgb.data() + page.offset(0, y));
        if (cupsRasterWritePixels(stream, pixels, line) != line)
            return false;
    }
    return true;
}

bool write_page(cups_raster_t* stream, cups_page_header2_t header, const Raster& page) {
    if (cupsRasterWriteHeader2(stream, &header) == 0)
        return false;
    constexpr auto kBackwards = static_cast<unsigned>(-1);
    const bool across = header.cupsInteger[CUPS_RASTER_PWG_CrossFeedTransform] == kBackwards;
    const bool along = header.cupsInteger[CUPS_RASTER_PWG_FeedTransform] == kBackwards;
    return across || along ? write_dots(stream, flipped(page, across, along)) : write_dots(stream, page);
}

Owned<cairo_surface_t> image_of(const Raster& page) {
    Owned<cairo_surface_t> image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, page.width_px, page.height_px));
    auto* pixels = cairo_image_surface_get_data(image.get());
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(image.get());
    for (int y = 0; pixels != nullptr && y < page.height_px; ++y)
        for (int x = 0; x < page.width_px; ++x) {
            const auto* rgb = page.rgb.data() + page.offset(x, y);
            const auto pixel = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
            std::memcpy(pixels + y * stride + 4 * static_cast<std::ptrdiff_t>(x), &pixel, sizeof pixel);
        }
    cairo_surface_mark_dirty(image.get());
    return image;
}

// JFIF's density, which TurboJPEG leaves open: a printer that does not scale prints the right size.
void set_density(byte_span jpeg, int dpi) {
    constexpr std::size_t kUnits = 13;
    constexpr std::uint8_t kPerInch = 1;
    if (jpeg.size() < kUnits + 5)
        return;
    jpeg[kUnits] = kPerInch;
    put_u16(jpeg.subspan(kUnits + 1), static_cast<std::uint16_t>(dpi));
    put_u16(jpeg.subspan(kUnits + 3), static_cast<std::uint16_t>(dpi));
}

}  // namespace

std::optional<bytes> pwg_document(std::span<const Raster> pages, const Sheet& sheet, Sides sides,
                                  const std::string& raster_type, const SheetBack& sheet_back) {
    bytes out;
    const std::unique_ptr<cups_raster_t, decltype(&cupsRasterClose)> stream(
        cupsRasterOpenIO(append, &out, CUPS_RASTER_WRITE_PWG), cupsRasterClose);
    for (const auto& page : pages) {
        const bool is_back = &page != pages.data();
        auto header = page_header(sheet, sides, raster_type, is_back ? sheet_back : "normal");
        if (!stream || !header || page.width_px != sheet.width_dots || page.height_px != sheet.height_dots)
            return std::nullopt;
        header->cupsInteger[CUPS_RASTER_PWG_TotalPageCount] = static_cast<unsigned>(pages.size());
        if (!write_page(stream.get(), *header, page))
            return std::nullopt;
    }
    return out;
}

std::optional<bytes> pdf_document(std::span<const Raster> pages, const Sheet& sheet) {
    bytes out;
    const double width = sheet.media.width * kPointsPerInch / kHundredths_per_inch;
    const double height = sheet.media.length * kPointsPerInch / kHundredths_per_inch;
    Owned<cairo_surface_t> pdf(cairo_pdf_surface_create_for_stream(append_pdf, &out, width, height));
    Owned<cairo_t> context(cairo_create(pdf.get()));
    for (const auto& page : pages) {
        const auto image = image_of(page);
        cairo_save(context.get());
        cairo_scale(context.get(), width / page.width_px, height / page.height_px);
        cairo_set_source_surface(context.get(), image.get(), 0, 0);
        // A viewer that smooths dots blurs a code.
        cairo_pattern_set_filter(cairo_get_source(context.get()), CAIRO_FILTER_NEAREST);
        cairo_paint(context.get());
        cairo_restore(context.get());
        cairo_show_page(context.get());
    }
    cairo_surface_finish(pdf.get());
    if (cairo_surface_status(pdf.get()) != CAIRO_STATUS_SUCCESS)
        return std::nullopt;
    return out;
}

std::optional<bytes> jpeg_document(const Raster& page, int dpi) {
    const std::unique_ptr<void, decltype(&tjDestroy)> coder(tjInitCompress(), tjDestroy);
    unsigned char* made = nullptr;
    unsigned long size = 0;
    // Colour at full resolution: with less, a code's edges fray.
    const bool is_made = coder && tjCompress2(coder.get(), page.rgb.data(), page.width_px, 0, page.height_px, TJPF_RGB,
                                              &made, &size, TJSAMP_444, kQuality, TJFLAG_ACCURATEDCT) == 0;
    std::optional<bytes> out;
    if (is_made) {
        out.emplace(made, made + size);
        set_density(*out, dpi);
        wipe(byte_span(made, size));
    }
    tjFree(made);
    return out;
}

}  // namespace porchlight::bridge

#include "bridge/render/png.h"

#include "bridge/render/handles.h"

#include <cstring>

namespace porchlight::bridge {
namespace {

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
    auto* png = static_cast<bytes*>(out);
    png->insert(png->end(), data, data + size);
    return CAIRO_STATUS_SUCCESS;
}

cairo_status_t take(void* in, unsigned char* data, unsigned int size) {
    auto* rest = static_cast<byte_view*>(in);
    if (rest->size() < size)
        return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, rest->data(), size);
    *rest = rest->subspan(size);
    return CAIRO_STATUS_SUCCESS;
}

unsigned char* row(cairo_surface_t* surface, int y) {
    return cairo_image_surface_get_data(surface) +
           static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface);
}

}  // namespace

bytes to_png(const Raster& raster) {
    Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, raster.width_px, raster.height_px));
    for (int y = 0; y < raster.height_px; ++y)
        for (int x = 0; x < raster.width_px; ++x) {
            const auto* rgb = raster.rgb.data() + raster.offset(x, y);
            const auto pixel = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
            std::memcpy(row(surface.get(), y) + 4 * static_cast<std::ptrdiff_t>(x), &pixel, sizeof pixel);
        }
    cairo_surface_mark_dirty(surface.get());
    bytes out;
    if (cairo_surface_write_to_png_stream(surface.get(), append, &out) != CAIRO_STATUS_SUCCESS)
        out.clear();
    return out;
}

std::optional<Raster> from_png(byte_view png) {
    Owned<cairo_surface_t> surface(cairo_image_surface_create_from_png_stream(take, &png));
    const auto format = cairo_image_surface_get_format(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS ||
        (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32))
        return std::nullopt;
    Raster out(cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()));
    for (int y = 0; y < out.height_px; ++y)
        for (int x = 0; x < out.width_px; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, row(surface.get(), y) + 4 * static_cast<std::ptrdiff_t>(x), sizeof pixel);
            auto* rgb = out.rgb.data() + out.offset(x, y);
            rgb[0] = static_cast<std::uint8_t>(pixel >> 16);
            rgb[1] = static_cast<std::uint8_t>(pixel >> 8);
            rgb[2] = static_cast<std::uint8_t>(pixel);
        }
    return out;
}

}  // namespace porchlight::bridge

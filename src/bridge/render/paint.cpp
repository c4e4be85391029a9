#include "bridge/render/paint.h"

#include <cstring>

namespace porchlight::bridge {

void paint(Raster& face, const std::function<void(cairo_t*)>& draw) {
    constexpr std::size_t kPixelBytes = 4;
    const auto pixels = face.rgb.size() / 3;
    secret_bytes memory(pixels * kPixelBytes);
    for (std::size_t i = 0; i < pixels; ++i) {
        const auto* rgb = face.rgb.data() + 3 * i;
        const auto pixel = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
        std::memcpy(memory.data() + kPixelBytes * i, &pixel, sizeof pixel);
    }
    {
        const Owned<cairo_surface_t> surface(
            cairo_image_surface_create_for_data(memory.data(), CAIRO_FORMAT_RGB24, face.width_px, face.height_px,
                                                face.width_px * static_cast<int>(kPixelBytes)));
        const Owned<cairo_t> context(cairo_create(surface.get()));
        draw(context.get());
        cairo_surface_flush(surface.get());
    }
    for (std::size_t i = 0; i < pixels; ++i) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, memory.data() + kPixelBytes * i, sizeof pixel);
        face.rgb.data()[3 * i] = static_cast<std::uint8_t>(pixel >> 16);
        face.rgb.data()[3 * i + 1] = static_cast<std::uint8_t>(pixel >> 8);
        face.rgb.data()[3 * i + 2] = static_cast<std::uint8_t>(pixel);
    }
}

}  // namespace porchlight::bridge

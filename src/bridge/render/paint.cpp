#include "bridge/render/paint.h"

#include <algorithm>
#include <cstring>

namespace porchlight::bridge {
namespace {

constexpr int kPixelBytes = 4;

Dots on_face(const Raster& face, const Dots& part) {
    const int left = std::clamp(part.x, 0, face.width_px);
    const int top = std::clamp(part.y, 0, face.height_px);
    return {left, top, std::clamp(part.x + part.width, left, face.width_px) - left,
            std::clamp(part.y + part.height, top, face.height_px) - top};
}

// Of the face's dots and those of cairo's memory, in pairs.
template <class Work>
void each_dot(Raster& face, const Dots& part, secret_bytes& memory, Work work) {
    auto* pixel = memory.data();
    for (int y = part.y; y < part.y + part.height; ++y)
        for (int x = part.x; x < part.x + part.width; ++x, pixel += kPixelBytes)
            work(face.rgb.data() + face.offset(x, y), pixel);
}

}  // namespace

void paint(Raster& face, const std::function<void(cairo_t*)>& draw) {
    paint(face, {0, 0, face.width_px, face.height_px}, draw);
}

void paint(Raster& face, const Dots& wanted, const std::function<void(cairo_t*)>& draw) {
    const auto part = on_face(face, wanted);
    secret_bytes memory(static_cast<std::size_t>(part.width) * static_cast<std::size_t>(part.height) * kPixelBytes);
    each_dot(face, part, memory, [](const std::uint8_t* rgb, std::uint8_t* out) {
        const auto pixel = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
        std::memcpy(out, &pixel, sizeof pixel);
    });
    {
        const Owned<cairo_surface_t> surface(cairo_image_surface_create_for_data(
            memory.data(), CAIRO_FORMAT_RGB24, part.width, part.height, part.width * kPixelBytes));
        const Owned<cairo_t> context(cairo_create(surface.get()));
        cairo_translate(context.get(), -part.x, -part.y);
        draw(context.get());
        cairo_surface_flush(surface.get());
    }
    each_dot(face, part, memory, [](std::uint8_t* rgb, const std::uint8_t* drawn) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, drawn, sizeof pixel);
        rgb[0] = static_cast<std::uint8_t>(pixel >> 16);
        rgb[1] = static_cast<std::uint8_t>(pixel >> 8);
        rgb[2] = static_cast<std::uint8_t>(pixel);
    });
}

}  // namespace porchlight::bridge

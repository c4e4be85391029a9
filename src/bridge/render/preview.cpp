#include "bridge/render/preview.h"

#include "bridge/render/paint.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr double kInset_mm = 1;
constexpr double kLine_mm = 0.3;
constexpr double kGrey = 0.45;

void draw_frame(Raster& face, const Box_mm& box) {
    paint(face, [&](cairo_t* context) {
        cairo_scale(context, kDotsPer_mm, kDotsPer_mm);
        cairo_set_source_rgb(context, kGrey, kGrey, kGrey);
        cairo_set_line_width(context, kLine_mm);
        cairo_rectangle(context, box.x + kInset_mm, box.y + kInset_mm, box.width - 2 * kInset_mm,
                        box.height - 2 * kInset_mm);
        cairo_stroke(context);
    });
}

// The mean of the four dots under a pixel; at an odd edge, of those that there are.
std::uint8_t mean_at(const Raster& face, int x, int y, std::size_t colour) {
    const int right = std::min(x + 1, face.width_px - 1);
    const int below = std::min(y + 1, face.height_px - 1);
    unsigned sum = 2;
    for (const auto at : {face.offset(x, y), face.offset(right, y), face.offset(x, below), face.offset(right, below)})
        sum += face.rgb.data()[at + colour];
    return static_cast<std::uint8_t>(sum / 4);
}

std::uint8_t* put_half(const Raster& face, std::uint8_t* out) {
    for (int y = 0; y < face.height_px; y += 2)
        for (int x = 0; x < face.width_px; x += 2)
            for (std::size_t colour = 0; colour < 3; ++colour)
                *out++ = mean_at(face, x, y, colour);
    return out;
}

std::size_t half_bytes(const Raster& face) {
    return static_cast<std::size_t>((face.width_px + 1) / 2) * static_cast<std::size_t>((face.height_px + 1) / 2) * 3;
}

}  // namespace

secret_bytes preview_of(UnsignedFaces card) {
    draw_frame(card.faces.back, card.code_box);
    secret_bytes out(half_bytes(card.faces.front) + half_bytes(card.faces.back));
    put_half(card.faces.back, put_half(card.faces.front, out.data()));
    return out;
}

}  // namespace porchlight::bridge

#include "tests/bridge/portrait.h"

#include "bridge/render/handles.h"
#include "bridge/render/shapes.h"

#include <cstring>
#include <numbers>

namespace porchlight::bridge::testing {

const std::array<std::array<std::uint8_t, 3>, kSkins> kSkinTones{
    {{245, 214, 190}, {224, 177, 140}, {188, 134, 98}, {130, 84, 58}, {76, 48, 36}}};

namespace {

constexpr int kWidth = 300;
constexpr int kHeight = 384;

struct Brush {
    cairo_t* context;
    double light;

    void colour(double r, double g, double b, double alpha = 1) const {
        cairo_set_source_rgba(context, r / 255 * light, g / 255 * light, b / 255 * light, alpha);
    }
    void oval(double x, double y, double rx, double ry) const {
        cairo_save(context);
        cairo_translate(context, x, y);
        cairo_scale(context, rx, ry);
        cairo_new_sub_path(context);
        cairo_arc(context, 0, 0, 1, 0, 2 * std::numbers::pi);
        cairo_restore(context);
        cairo_fill(context);
    }
    void curve(double x, double y, double dx, double dy, double width) const {
        cairo_set_line_width(context, width);
        cairo_move_to(context, x, y);
        cairo_rel_curve_to(context, dx / 3, dy, 2 * dx / 3, dy, dx, 0);
        cairo_stroke(context);
    }
};

void draw_body(const Brush& brush, const std::array<std::uint8_t, 3>& skin) {
    brush.colour(222, 226, 229);
    cairo_paint(brush.context);
    brush.colour(44, 62, 92);
    brush.oval(150, 410, 132, 92);
    brush.colour(38, 27, 22);
    brush.oval(150, 168, 88, 106);
    brush.colour(skin[0] * 0.86, skin[1] * 0.84, skin[2] * 0.83);
    cairo_rectangle(brush.context, 124, 250, 52, 76);
    cairo_fill(brush.context);
    brush.oval(150, 326, 30, 16);
}

// Light from the upper left, shadow under brow, nose and chin.
void draw_face(const Brush& brush, const std::array<std::uint8_t, 3>& skin) {
    brush.colour(skin[0], skin[1], skin[2]);
    brush.oval(150, 192, 70, 90);
    const Owned<cairo_pattern_t> shade(cairo_pattern_create_radial(128, 168, 20, 150, 196, 96));
    cairo_pattern_add_color_stop_rgba(shade.get(), 0, 1, 1, 1, 0.1 * brush.light);
    cairo_pattern_add_color_stop_rgba(shade.get(), 0.5, 0, 0, 0, 0);
    cairo_pattern_add_color_stop_rgba(shade.get(), 1, 0, 0, 0, 0.34);
    cairo_set_source(brush.context, shade.get());
    brush.oval(150, 192, 70, 90);
    for (const double x : {122.0, 178.0}) {
        brush.colour(246, 244, 240);
        brush.oval(x, 184, 12, 6);
        brush.colour(52, 34, 26);
        brush.oval(x, 184, 5.4, 5.4);
        brush.colour(255, 255, 255);
        brush.oval(x + 1.6, 182, 1.4, 1.4);
        brush.colour(34, 24, 20);
        brush.curve(x - 15, 168, 30, -7, 4);
    }
    brush.colour(skin[0] * 0.7, skin[1] * 0.62, skin[2] * 0.58);
    brush.curve(141, 218, 18, 7, 3.4);
    brush.colour(skin[0] * 0.72 + 20, skin[1] * 0.46, skin[2] * 0.46);
    brush.curve(128, 244, 44, 13, 6);
    brush.colour(36, 26, 21);
    cairo_arc(brush.context, 150, 176, 78, 1.12 * std::numbers::pi, 1.88 * std::numbers::pi);
    cairo_rel_curve_to(brush.context, -30, -34, -84, -40, -140, 4);
    cairo_fill(brush.context);
}

void draw_glasses(const Brush& brush) {
    cairo_set_line_width(brush.context, 3.4);
    brush.colour(24, 26, 30);
    for (const double x : {98.0, 156.0}) {
        rounded_rectangle(brush.context, x, 170, 46, 32, 12);
        cairo_stroke(brush.context);
    }
    brush.curve(144, 180, 12, -4, 3.4);
}

}  // namespace

bytes portrait(const Portrait& of) {
    const Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kWidth, kHeight));
    const Owned<cairo_t> context(cairo_create(surface.get()));
    const Brush brush{context.get(), of.light};
    draw_body(brush, kSkinTones.at(of.skin));
    draw_face(brush, kSkinTones.at(of.skin));
    if (of.glasses)
        draw_glasses(brush);
    cairo_surface_flush(surface.get());
    bytes out;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel,
                        cairo_image_surface_get_data(surface.get()) +
                            static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface.get()) +
                            static_cast<std::ptrdiff_t>(4) * x,
                        sizeof pixel);
            for (const unsigned shift : {16U, 8U, 0U})
                out.push_back(static_cast<std::uint8_t>(pixel >> shift));
        }
    return out;
}

}  // namespace porchlight::bridge::testing

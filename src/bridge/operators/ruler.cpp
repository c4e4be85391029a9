#include "bridge/operators/ruler.h"

#include "bridge/render/paint.h"
#include "bridge/render/text_box.h"
#include "bridge/world/log.h"

#include <algorithm>
#include <cmath>

namespace porchlight::bridge {
namespace {

constexpr double kPitch_mm = 1.3;  // from one step to the next, along the edge
constexpr double kStep_mm = 0.9;   // a step's own breadth
constexpr double kLabel_mm = 3.6;  // from the edge to the numbers
constexpr int kLabelEvery = 5;
constexpr std::uint8_t kWhite = 255;
constexpr double kSmallest_mm = 0.8;

int dots(double mm) { return static_cast<int>(std::lround(mm * kDotsPer_mm)); }

enum class Edge { kLeft, kRight, kTop, kBottom };

const char* name(Edge edge) {
    switch (edge) {
        case Edge::kLeft: return "LEFT";
        case Edge::kRight: return "RIGHT";
        case Edge::kTop: return "TOP";
        case Edge::kBottom: return "BOTTOM";
    }
    return "";
}

// One side, drawn as the printer sees it.
class Ruler {
public:
    Ruler(cairo_t* context, int width_dots, int height_dots)
        : m_context(context), m_width(width_dots), m_height(height_dots) {
        cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE);
    }

    void draw(const char* side) {
        for (const auto edge : {Edge::kLeft, Edge::kRight, Edge::kTop, Edge::kBottom})
            draw_stair(edge);
        draw_middle(side);
    }

private:
    bool is_upright(Edge edge) const { return edge == Edge::kLeft || edge == Edge::kRight; }
    double length_mm(Edge edge) const { return (is_upright(edge) ? m_height : m_width) / kDotsPer_mm; }

    // along, depth: millimetres along the edge and from it.
    Box_mm box(Edge edge, double along, double depth, double breadth, double size) const {
        const double width = m_width / kDotsPer_mm;
        const double height = m_height / kDotsPer_mm;
        switch (edge) {
            case Edge::kLeft: return {depth, along, size, breadth};
            case Edge::kRight: return {width - depth - size, along, size, breadth};
            case Edge::kTop: return {along, depth, breadth, size};
            case Edge::kBottom: return {along, height - depth - size, breadth, size};
        }
        return {};
    }

    // Whole dots: a step of a dot and a quarter would be grey.
    void fill_step(Edge edge, int step, double along) {
        const int depth = dots(step / 10.0);
        const int from = dots(along);
        const int breadth = dots(kStep_mm);
        cairo_set_source_rgb(m_context, 0, 0, 0);
        switch (edge) {
            case Edge::kLeft: cairo_rectangle(m_context, 0, from, depth, breadth); break;
            case Edge::kRight: cairo_rectangle(m_context, m_width - depth, from, depth, breadth); break;
            case Edge::kTop: cairo_rectangle(m_context, from, 0, breadth, depth); break;
            case Edge::kBottom: cairo_rectangle(m_context, from, m_height - depth, breadth, depth); break;
        }
        cairo_fill(m_context);
    }

    void write(const std::string& text, const Box_mm& where, double size_mm, Align align = Align::kMiddle) {
        const TextStyle style{size_mm, 600, {0, 0, 0}, 1, Vertical::kMiddle, align, std::nullopt};
        if (!m_words.draw(m_context, text, where, style, kSmallest_mm))
            log_line("a word of the calibration card cannot be set");
    }

    void draw_stair(Edge edge) {
        const double start = (length_mm(edge) - kRulerSteps * kPitch_mm) / 2;
        for (int step = 1; step <= kRulerSteps; ++step) {
            const double along = start + (step - 1) * kPitch_mm;
            fill_step(edge, step, along);
            if (step == 1 || step % kLabelEvery == 0)
                write(std::to_string(step), box(edge, along + kStep_mm / 2 - 2, kLabel_mm, 4, 4), 2.2);
        }
        const Box_mm label = is_upright(edge) ? box(edge, start - 6, kLabel_mm, 4, 14)
                                              : box(edge, length_mm(edge) / 2 - 10, kLabel_mm + 4.4, 20, 4);
        write(name(edge), label, 2.6,
              edge == Edge::kRight  ? Align::kEnd
              : edge == Edge::kLeft ? Align::kStart
                                    : Align::kMiddle);
    }

    void draw_middle(const char* side) {
        const double x = m_width / 2.0;
        const double y = m_height / 2.0;
        const double arm = 5 * kDotsPer_mm;
        cairo_set_source_rgb(m_context, 0, 0, 0);
        cairo_set_line_width(m_context, 2);
        for (const auto& [dx, dy] : {std::pair{arm, 0.0}, std::pair{0.0, arm}}) {
            cairo_move_to(m_context, x - dx, y - dy);
            cairo_line_to(m_context, x + dx, y + dy);
        }
        cairo_stroke(m_context);
        // Which way is up.
        cairo_move_to(m_context, x, y - arm - 2 * kDotsPer_mm);
        cairo_line_to(m_context, x - kDotsPer_mm, y - arm);
        cairo_line_to(m_context, x + kDotsPer_mm, y - arm);
        cairo_close_path(m_context);
        cairo_fill(m_context);
        const double middle = m_width / kDotsPer_mm / 2;
        const double below = y / kDotsPer_mm + 6;
        write(side, {middle - 12, below, 24, 3}, 2.6);
        write("X = LEFT − RIGHT", {middle - 14, below + 3, 28, 3}, 2.2);
        write("Y = TOP − BOTTOM", {middle - 14, below + 6, 28, 3}, 2.2);
    }

    cairo_t* m_context;
    int m_width;
    int m_height;
    Typesetter m_words{{"Atkinson Hyperlegible Next", "Noto Sans"}};
};

// The other way round of what page_of() does to a face.
cairo_matrix_t to_face(bool lies, bool other_way) {
    constexpr double kWidth = kCardWidth_dots;
    constexpr double kHeight = kCardHeight_dots;
    if (lies)
        return other_way ? cairo_matrix_t{-1, 0, 0, -1, kWidth, kHeight} : cairo_matrix_t{1, 0, 0, 1, 0, 0};
    return other_way ? cairo_matrix_t{0, 1, -1, 0, kWidth, 0} : cairo_matrix_t{0, -1, 1, 0, 0, kHeight};
}

Raster ruler_face(bool lies, bool other_way, const char* side) {
    Raster out(kCardWidth_dots, kCardHeight_dots);
    std::fill_n(out.rgb.data(), out.rgb.size(), kWhite);
    paint(out, [&](cairo_t* context) {
        const auto matrix = to_face(lies, other_way);
        cairo_set_matrix(context, &matrix);
        Ruler(context, lies ? kCardWidth_dots : kCardHeight_dots, lies ? kCardHeight_dots : kCardWidth_dots).draw(side);
    });
    return out;
}

}  // namespace

Faces ruler_faces(const Layout& layout) {
    const bool lies = layout.sheet.width_dots > layout.sheet.height_dots;
    return {ruler_face(lies, false, "FRONT"), ruler_face(lies, layout.sides == Sides::kTwoLongEdge, "BACK")};
}

}  // namespace porchlight::bridge

#include "bridge/printer/sheet.h"

#include <algorithm>
#include <cstring>

namespace porchlight::bridge {
namespace {

constexpr int kHundredthsPerInch = 2540;
constexpr std::uint8_t kWhite = 255;

int dots(int hundredths, int dpi) { return hundredths * dpi / kHundredthsPerInch; }

Offset dots(const Offset& offset, int dpi) { return {dots(offset.x, dpi), dots(offset.y, dpi)}; }

struct Point {
    int x;
    int y;
};

// Where a dot of the card, as it is on the sheet, comes from in the face.
class Turn {
public:
    // Turned over its long edge, the back would be upside down if it were turned the same way as the front.
    Turn(const Raster& face, bool lies, bool other_way, int dpi)
        : m_face(face), m_lies(lies), m_other_way(other_way), m_dpi(dpi) {}

    int width() const { return scaled(m_lies ? m_face.width_px : m_face.height_px); }
    int height() const { return scaled(m_lies ? m_face.height_px : m_face.width_px); }
    Point source(int x, int y) const {
        const Point in_face =
            m_lies ? Point{unscaled(x), unscaled(y)} : Point{unscaled(y), m_face.height_px - 1 - unscaled(x)};
        if (!m_other_way)
            return in_face;
        return {m_face.width_px - 1 - in_face.x, m_face.height_px - 1 - in_face.y};
    }

private:
    int scaled(int px) const { return px * m_dpi / kDotsPerInch; }
    int unscaled(int dot) const { return dot * kDotsPerInch / m_dpi; }

    const Raster& m_face;
    bool m_lies;
    bool m_other_way;
    int m_dpi;
};

}  // namespace

const char* keyword(Sides sides) {
    switch (sides) {
        case Sides::kOne: return "one-sided";
        case Sides::kTwoLongEdge: return "two-sided-long-edge";
        case Sides::kTwoShortEdge: return "two-sided-short-edge";
    }
    return "one-sided";
}

Sheet sheet_of(const MediaSize& media, int dpi, const PrinterModel& model) {
    if (!model.canvas)
        return {media,
                dots(media.width, dpi),
                dots(media.length, dpi),
                dpi,
                dots(model.bleed, dpi),
                dots(model.offsets.front, dpi),
                dots(model.offsets.back, dpi)};
    auto canvas = *model.canvas;
    if (media.width > media.length)
        std::swap(canvas.width_dots, canvas.height_dots);
    return {media,
            canvas.width_dots,
            canvas.height_dots,
            canvas.dpi,
            dots(model.bleed, canvas.dpi),
            dots(model.offsets.front, canvas.dpi),
            dots(model.offsets.back, canvas.dpi)};
}

Raster page_of(const Raster& face, bool is_back, Sides sides, const Sheet& sheet) {
    const Turn turn(face, sheet.width_dots > sheet.height_dots, is_back && sides == Sides::kTwoLongEdge, sheet.dpi);
    const auto& offset = is_back ? sheet.back : sheet.front;
    const int left = (sheet.width_dots - turn.width()) / 2 + offset.x;
    const int top = (sheet.height_dots - turn.height()) / 2 + offset.y;
    const auto beyond = [bleed = sheet.bleed_dots](int at, int size) { return at < -bleed || at >= size + bleed; };
    Raster out(sheet.width_dots, sheet.height_dots);
    std::fill_n(out.rgb.data(), out.rgb.size(), kWhite);
    for (int y = 0; y < out.height_px; ++y)
        for (int x = 0; x < out.width_px; ++x) {
            if (beyond(x - left, turn.width()) || beyond(y - top, turn.height()))
                continue;
            const auto from =
                turn.source(std::clamp(x - left, 0, turn.width() - 1), std::clamp(y - top, 0, turn.height() - 1));
            std::memcpy(out.rgb.data() + out.offset(x, y), face.rgb.data() + face.offset(from.x, from.y), 3);
        }
    return out;
}

std::vector<Raster> pages_of(const Faces& faces, Sides sides, const Sheet& sheet) {
    std::vector<Raster> out;
    out.push_back(page_of(faces.front, false, sides, sheet));
    out.push_back(page_of(faces.back, true, sides, sheet));
    return out;
}

}  // namespace porchlight::bridge

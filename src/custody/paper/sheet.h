// One sheet of paper to draw on, as a PDF in memory (cairo, Pango). Lengths in points of 1/72 inch, from the upper left
// corner. One owner, one thread.
#pragma once

#include "custody/paper/qr_code.h"
#include "custody/paper/share_page.h"

#include <memory>
#include <optional>
#include <string_view>

namespace porchlight::custody {

enum class Face { kPlain, kBold, kMono, kMonoBold };

struct SheetPlace {
    double x = 0;
    double y = 0;
    double width = 0;  // text breaks there; a code is as high as wide
};

class Sheet {
public:
    explicit Sheet(PaperSize paper);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    double width() const;
    double height() const;

    // Its height, in points.
    double text(const SheetPlace& place, std::string_view words, double size_pt, Face face);
    // A grey ground.
    void shade(const SheetPlace& place, double height_pt);
    // With its quiet zone inside the place.
    void code(const SheetPlace& place, const QrCode& code);

    // The PDF; nothing if something could not be drawn.
    std::optional<bytes> finish() &&;

private:
    struct Drawing;
    std::unique_ptr<Drawing> m_drawing;
};

}  // namespace porchlight::custody

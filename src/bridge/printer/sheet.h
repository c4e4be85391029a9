// One side of a card as a printer takes it: which media, how many dots, and how the art lies on them.
// Pure functions, any thread. What comes out is wiped when it goes.
#pragma once

#include "bridge/models/model.h"
#include "bridge/render/raster.h"

#include <vector>

namespace porchlight::bridge {

// Media in hundredths of a millimetre, as IPP counts. Standing: width is the shorter side.
struct MediaSize {
    int width = 5398;
    int length = 8560;
};

enum class Sides { kOne, kTwoLongEdge, kTwoShortEdge };
// "one-sided", "two-sided-long-edge", "two-sided-short-edge".
const char* keyword(Sides sides);

struct Sheet {
    MediaSize media;
    int width_dots = 0;
    int height_dots = 0;
    int dpi = kDotsPerInch;
    int bleed_dots = 0;
    Offset front;  // in dots
    Offset back;
};

// The model's canvas if it has one, else the media's size at dpi, rounded down as libcups does.
Sheet sheet_of(const MediaSize& media, int dpi, const PrinterModel& model);

// The art lies; on standing media it is turned a quarter. Never smoothed, so that a code stays sharp; beyond the
// bleed the sheet is white.
Raster page_of(const Raster& face, bool is_back, Sides sides, const Sheet& sheet);
// Front and back.
std::vector<Raster> pages_of(const Faces& faces, Sides sides, const Sheet& sheet);

}  // namespace porchlight::bridge

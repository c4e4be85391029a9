// A card as the document of one print job, two pages, made in memory: PWG raster (PWG 5102.4) or PDF.
// Pure functions, any thread. What comes out is the caller's to wipe.
#pragma once

#include "bridge/render/raster.h"

#include <optional>
#include <string>

namespace porchlight::bridge {

// Media in hundredths of a millimetre, as IPP counts, standing: width is the shorter side.
struct MediaSize {
    int width = 5398;
    int length = 8560;
};

enum class Sides { kOne, kTwoLongEdge, kTwoShortEdge };
// "one-sided", "two-sided-long-edge", "two-sided-short-edge".
const char* keyword(Sides sides);

// raster_type: "srgb_8" and the like, one that the printer says it takes. Empty if libcups cannot make it.
std::optional<bytes> pwg_document(const Faces& faces, const MediaSize& media, Sides sides,
                                  const std::string& raster_type);
std::optional<bytes> pdf_document(const Faces& faces, const MediaSize& media, Sides sides);

}  // namespace porchlight::bridge

// The sides of a card as the document of a print job, made in memory: PWG raster (PWG 5102.4), PDF, or JPEG
// (ITU-T T.81, JFIF). Dots alone, no text: nothing in it can be a command to a driver.
// Pure functions, any thread. What comes out is the caller's to wipe.
#pragma once

#include "bridge/printer/sheet.h"

#include <optional>
#include <span>
#include <string>

namespace porchlight::bridge {

// How a printer wants the back in a raster (PWG 5102.4, 4.3.1.3): "normal", "flipped", "rotated", "manual-tumble".
using SheetBack = std::string;

// pages: of the sheet's dots. raster_type: "srgb_8" and the like, one that the printer says it takes. Empty if libcups
// cannot make it.
std::optional<bytes> pwg_document(std::span<const Raster> pages, const Sheet& sheet, Sides sides,
                                  const std::string& raster_type, const SheetBack& sheet_back);
std::optional<bytes> pdf_document(std::span<const Raster> pages, const Sheet& sheet);
// One page: the format holds no more.
std::optional<bytes> jpeg_document(const Raster& page, int dpi);

}  // namespace porchlight::bridge

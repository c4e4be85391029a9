// What a printer says it takes, what its model is known to do, and what of it a card is sent as. Any thread.
#pragma once

#include "bridge/printer/document.h"
#include "bridge/printer/ipp_client.h"

#include <optional>
#include <string>

namespace porchlight::bridge {

enum class Format { kPwgRaster, kPdf, kJpeg };
// "image/pwg-raster", "application/pdf", "image/jpeg".
const char* mime_type(Format format);

struct Capabilities {
    Format format = Format::kPwgRaster;
    std::string raster_type;  // for PWG raster
    SheetBack sheet_back = "normal";
    Sheet sheet;
    Sides sides = Sides::kOne;
    bool fills = false;  // takes print-scaling=fill
};

// From the answer to Get-Printer-Attributes; nothing if a card cannot be sent in any way that it takes.
std::optional<Capabilities> read_capabilities(ipp_t* answer, const PrinterModel& model);

// One document with both sides, or one for each side where the printer does not turn cards itself. Empty if none
// can be made.
std::vector<bytes> documents_of(const Faces& faces, const Capabilities& printer);

}  // namespace porchlight::bridge

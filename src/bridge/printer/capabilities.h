// What a printer says it takes, and what of it a card is sent as. Any thread.
#pragma once

#include "bridge/printer/document.h"
#include "bridge/printer/ipp_client.h"

#include <optional>
#include <string>

namespace porchlight::bridge {

enum class Format { kPwgRaster, kPdf };

struct Capabilities {
    Format format = Format::kPwgRaster;
    std::string raster_type;  // for PWG raster
    MediaSize media;
    Sides sides = Sides::kOne;
};

// From the answer to Get-Printer-Attributes; nothing if a card cannot be sent in any way that it takes.
std::optional<Capabilities> read_capabilities(ipp_t* answer);

}  // namespace porchlight::bridge

// A raster as a PNG (ISO/IEC 15948) in memory: for the file printer, the demo tray and tests. Any thread.
#pragma once

#include "bridge/render/raster.h"

#include <optional>

namespace porchlight::bridge {

// Empty if memory is short.
bytes to_png(const Raster& raster);
// 8-bit RGB or RGBA only.
std::optional<Raster> from_png(byte_view png);

}  // namespace porchlight::bridge

// Drawing on a face that is there already, with cairo. One thread at a time.
#pragma once

#include "bridge/render/handles.h"
#include "bridge/render/raster.h"

#include <functional>

namespace porchlight::bridge {

// The context's unit is one dot, its origin the face's upper left corner.
void paint(Raster& face, const std::function<void(cairo_t*)>& draw);

}  // namespace porchlight::bridge

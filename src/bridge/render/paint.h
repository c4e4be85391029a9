// Drawing on a face that is there already, with cairo. One thread at a time.
#pragma once

#include "bridge/render/handles.h"
#include "bridge/render/raster.h"

#include <functional>

namespace porchlight::bridge {

struct Dots {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

// The context's unit is one dot, its origin the face's upper left corner.
void paint(Raster& face, const std::function<void(cairo_t*)>& draw);
// Only this part of it, as far as it is on the face: the rest is not copied.
void paint(Raster& face, const Dots& part, const std::function<void(cairo_t*)>& draw);

}  // namespace porchlight::bridge

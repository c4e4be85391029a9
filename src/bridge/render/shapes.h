// Paths that more than one drawer needs. One context, one thread at a time.
#pragma once

#include <cairo.h>

namespace porchlight::bridge {

// In the context's unit; left as the current path.
void rounded_rectangle(cairo_t* context, double x, double y, double width, double height, double radius);

}  // namespace porchlight::bridge

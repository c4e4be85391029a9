// A portrait made ready for a dye-sublimation printer: cut to its box, evened out, lifted, and sharpened a little.
// One curve for the whole picture, whoever is in it: no face is looked for, and no tone of skin is a goal.
// Pure functions, any thread; the bridge's allocator wipes what they leave behind.
#pragma once

#include "bridge/render/card_template.h"
#include "bridge/render/raster.h"

namespace porchlight::bridge {

// The largest part of this shape: from the middle, and where it is cut in height, more from below than from above.
// photo: 8-bit RGB, rows from the top; shape: width by height.
Raster cropped(byte_view photo, int width_px, int height_px, double shape);

// 1. Black and white: the darkest and lightest hundredth are moved towards full black and white, contrast raised by
//    a third at most, so that a dim portrait stays one.
// 2. lift: dyes print shadows darker than a screen shows them; dark parts are raised and keep their steps apart.
// 3. sharpen: what the dyes' bleeding will soften is sharpened before, edges of glasses and eyes above all.
// Only brightness changes; hue stays.
Raster toned(const Raster& photo, const PhotoTone& tone);

}  // namespace porchlight::bridge

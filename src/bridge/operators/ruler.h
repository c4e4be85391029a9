// The calibration card: on each edge of both sides a stair whose step n ends n tenths of a millimetre from where the
// card's edge should be, a mark in the middle, and which way is up (MANUAL.md says how it is read).
// Pure functions, any thread.
#pragma once

#include "bridge/printer/printer.h"

namespace porchlight::bridge {

constexpr int kRulerSteps = 30;  // tenths of a millimetre

// Faces that come out upright as this printer sees the card: its right and down are those of the offsets.
Faces ruler_faces(const Layout& layout);

}  // namespace porchlight::bridge

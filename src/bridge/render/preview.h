// A card as the applicant sees it before anyone approves it: half as large as it is printed, a plain frame where its
// code will be (PROTOCOL.md, The bridge's page interface). Pure; any thread.
#pragma once

#include "bridge/render/renderer.h"

namespace porchlight::bridge {

constexpr int kPreviewWidth_px = (kCardWidth_dots + 1) / 2;
constexpr int kPreviewHeight_px = (kCardHeight_dots + 1) / 2;
// Front, then back; each 8-bit RGB, rows from the top, from the left.
constexpr std::size_t kPreviewBytes = std::size_t{2} * kPreviewWidth_px * kPreviewHeight_px * 3;

secret_bytes preview_of(UnsignedFaces card);

}  // namespace porchlight::bridge

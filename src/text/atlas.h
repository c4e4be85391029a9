// The page of rasterised glyphs that becomes one texture.
//
// Why: glyphs are drawn by index at the size needed, when they are first
// needed; a static atlas of all names' scripts would be hundreds of megabytes.
//
// Use, each frame: build the quads with get(); then, if generation() is not
// what it was before, the earlier quads point into an older page: build them
// again. Then upload take_dirty() (the whole page if its size changed), then
// draw. White, for solid fills and lines, is at white_uv().
//
// Threads: that of its FontSet.
// Units: device pixels; one byte of coverage each, rows of width() bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "text/font_set.h"

namespace porchlight::text {

/// Where a glyph is in the page, and where its quad goes from the pen:
/// left = pen.x + left_px, top = baseline.y + top_px (negative is above).
struct AtlasGlyph {
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
    float left_px = 0, top_px = 0, width_px = 0, height_px = 0;
    [[nodiscard]] bool empty() const { return width_px <= 0; }  ///< a space: draw nothing
};

/// A rectangle of pixels; empty when it has no width.
struct PixelRect {
    int x = 0, y = 0, width = 0, height = 0;
};

struct Point {
    float x = 0, y = 0;
};

class Atlas {
public:
    static constexpr int kInitialSize = 512;
    static constexpr int kLargestSize = 4096;

    /// `fonts` outlives it. `largest_size` is for tests and small GPUs.
    explicit Atlas(const FontSet& fonts, int largest_size = kLargestSize);
    ~Atlas();
    Atlas(const Atlas&) = delete;
    Atlas& operator=(const Atlas&) = delete;

    /// The glyph at an em size in device pixels (rounded to 1/4 px), shifted
    /// right by `quarter` (0 to 3) quarters of a pixel. Rasterised when first
    /// asked for. A glyph larger than the page, or broken, is empty.
    ///
    /// For sharp text put the baseline on a whole pixel, and the pen's x on
    /// floor(x), with quarter = floor((x - floor(x)) * 4).
    AtlasGlyph get(FontId font, std::uint32_t glyph, float size_px, int quarter = 0);

    /// The middle of a white patch (normalised coordinates).
    [[nodiscard]] Point white_uv() const;

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    [[nodiscard]] std::span<const std::uint8_t> pixels() const;

    /// Changes whenever coordinates given before are no longer good: the page
    /// grew, was full and begun anew, or was cleared.
    [[nodiscard]] unsigned generation() const;

    /// What changed since the last call; the whole page after a new generation.
    PixelRect take_dirty();

    /// Drops all glyphs and wipes the page (the white patch stays): which glyphs
    /// were drawn tells of a name.
    void clear();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace porchlight::text

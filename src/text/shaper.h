// HarfBuzz for one run: characters of one font, script and direction to glyphs.
//
// Why a class: HarfBuzz's buffer is its working memory and holds the text, so
// there is one, reused, never grown in mid-work, and wiped by us.
// Internal to src/text. Threads: one. Units: ems.
#pragma once

#include <hb.h>

#include <memory>
#include <span>
#include <string>

#include "text/wiped.h"

namespace porchlight::text {

struct ShapedGlyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;                 ///< index of the first character it shows
    float advance_em = 0, x_em = 0, y_em = 0;  ///< y upwards
};

struct ShapeRequest {
    std::span<const char32_t> paragraph;  ///< what stands around the run joins letters
    std::uint32_t begin = 0, end = 0;     ///< the run in the paragraph
    hb_script_t script = HB_SCRIPT_COMMON;
    bool right_to_left = false;
    hb_language_t language = HB_LANGUAGE_INVALID;
};

class Shaper {
public:
    Shaper() = default;
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    /// Glyphs from left to right; clusters are indices into the paragraph.
    [[nodiscard]] WipedVector<ShapedGlyph> shape(hb_font_t* font, const ShapeRequest& request);

    /// Overwrites the buffer.
    void wipe_memory();

private:
    void make_room(std::size_t characters);

    hb_buffer_t* m_buffer = nullptr;
    unsigned m_capacity = 0;
};

}  // namespace porchlight::text

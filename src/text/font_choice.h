// Which font sets each character of a text.
//
// Why: a stretch of letters is set in one face where one has them all, so that
// a name is not patched together from two; what that face lacks is looked for
// grapheme by grapheme, since marks attach only within a font.
// Internal to src/text. Threads: pure, over an index that does not change.
#pragma once

#include <string>
#include <vector>

#include "text/codepoints.h"
#include "text/font_index.h"
#include "text/script_runs.h"

namespace porchlight::text {

inline constexpr FontId kNoFont = 0xFFFF;

/// The fonts there are, and those of them that are loaded (by FontId).
struct FontShelf {
    const FontIndex& index;
    const std::vector<bool>& loaded;
};

struct FontChoices {
    WipedVector<FontId> fonts;          ///< of each character; kNoFont where pending, or where nothing is loaded
    WipedVector<std::uint8_t> pending;  ///< 1: a shipped font has it that is not loaded
};

/// With what is loaded.
[[nodiscard]] FontChoices choose_fonts(const FontShelf& shelf, const Codepoints& text,
                                       const WipedVector<hb_script_t>& scripts, int weight);

/// What would have to be loaded for the best choice.
[[nodiscard]] std::vector<std::string> paths_to_load(const FontShelf& shelf, const Codepoints& text,
                                                     const WipedVector<hb_script_t>& scripts, int weight);

}  // namespace porchlight::text

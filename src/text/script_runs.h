// The script of each character, with punctuation and marks given to their neighbours.
//
// Why: HarfBuzz shapes one script at a time, and fonts are chosen by script.
// Follows UAX 24, 5.1 and 5.2: common characters take the script before them
// (at the start: after), and a closing bracket that of its opening one.
// Internal to src/text. Threads: pure.
#pragma once

#include <hb.h>

#include "text/codepoints.h"

namespace porchlight::text {

[[nodiscard]] WipedVector<hb_script_t> resolve_scripts(const Codepoints& text);

/// Common and inherited: of no script of its own.
[[nodiscard]] bool is_shared(hb_script_t script);

}  // namespace porchlight::text

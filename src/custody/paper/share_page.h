// The page that a custodian prints: one share, as lines with check words and as a QR code, and what to do with it, in
// plain words (custody/FORMAT.md, On paper). One sheet, PDF, by cairo and Pango. Any one thread; no files.
#pragma once

#include "base/bytes.h"

#include <expected>
#include <string>

namespace porchlight::custody {

enum class PaperSize { kA4, kLetter };

enum class PagePrintError {
    kShareSize,   // no share file, or more than kMaxPaperShareBytes
    kNotDrawn,    // fonts or memory are missing
    kDoesNotFit,  // a name or an authority too long for one sheet
};

// What stands on the page beside the share. All of it is public.
struct PageFacts {
    std::uint32_t epoch = 0;
    std::uint32_t sharing = 0;
    unsigned custodian = 0;   // index, from 1
    unsigned custodians = 0;  // n
    unsigned needed = 0;      // k
    std::string name;
    std::string authority;
    std::string made;  // "YYYY-MM-DD", as the rest
    std::string destroy_by;
    std::string sharing_hash;  // hex
    bool rehearsal = false;
};

// share: the share file's bytes, as they are on the disk.
std::expected<bytes, PagePrintError> draw_share_page(const PageFacts& facts, byte_view share, PaperSize paper);

}  // namespace porchlight::custody

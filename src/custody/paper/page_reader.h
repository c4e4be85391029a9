// A page read back, typed line by line or scanned (custody/FORMAT.md, On paper). Pure, one thread.
#pragma once

#include "custody/paper/page_error.h"
#include "custody/paper/page_text.h"

#include <expected>
#include <map>

namespace porchlight::custody {

constexpr std::size_t kMaxTypedPageBytes = 16384;

// Takes a page in the order in which it is typed; what was refused may be given again.
class TypedPage {
public:
    // "page lantern", or the word alone: kPageWord.
    std::expected<void, PageFault> take_word(std::string_view typed);
    // number: which line is expected; typed: with its number or without: kLineNumber to kLineExtra.
    std::expected<void, PageFault> take_line(unsigned number, std::string_view typed);

    bool has_word() const { return m_has_word; }
    // As the first line says; nothing before it was taken.
    std::optional<unsigned> line_count() const;
    // The first that is not there; nothing when the page is whole, or may be.
    std::optional<unsigned> first_missing() const;
    // The share file: kLineMissing, kPageLength, kPageCheck.
    std::expected<bytes, PageFault> share() const;

private:
    bool m_has_word = false;
    std::uint8_t m_page = 0;
    std::map<unsigned, byte_array<kLineBytes>> m_lines;
};

// The share file of what was scanned or typed as a whole, or all that is wrong with it, in the order of the text.
std::expected<bytes, std::vector<PageFault>> read_page(std::string_view text);

}  // namespace porchlight::custody

// Whatever is typed or scanned as a share's page: a share that comes of it is the one whose page says the same; a
// fault has a sentence. The input is a page as a whole, and the lines of one that is typed.
#include "custody/paper/page_reader.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

namespace {

void type_line_by_line(std::string_view text) {
    custody::TypedPage page;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        if (!page.has_word())
            static_cast<void>(page.take_word(line));
        else if (const auto wanted = page.first_missing())
            static_cast<void>(page.take_line(*wanted, line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (const auto share = page.share())
        expect(custody::read_page(custody::typed_form(custody::page_text(*share).value())) == *share);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    const auto share = custody::read_page(text);
    if (share)
        expect(custody::read_page(custody::code_form(custody::page_text(*share).value())) == *share);
    else
        for (const auto& fault : share.error())
            expect(!custody::sentence(fault).empty() && fault.line <= 99);
    type_line_by_line(text);
    return 0;
}

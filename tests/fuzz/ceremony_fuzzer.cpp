// A message of a ceremony that is read begins with the line that would be written, and nothing signs for nobody.
#include "custody/dkg/message.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::custody;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    if (const auto message = dkg::parse_message(text)) {
        const auto split = dkg::split_signed(text);
        expect(split.has_value() && dkg::line_of(*message) == split->line);
        expect(dkg::with_signature(std::string(split->line), split->by) == text);
    }
    expect(!dkg::is_signed_by(text, public_key{2}));
    return 0;
}

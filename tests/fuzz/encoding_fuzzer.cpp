// Decoders take exactly what encoders write.
#include "base/encoding.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    const auto text = as_text(input);
    if (const auto decoded = from_hex(text))
        expect(to_hex(*decoded) == text);
    if (const auto decoded = from_base64(text))
        expect(to_base64(*decoded) == text);
    if (const auto decoded = from_base45(text))
        expect(to_base45(*decoded) == text);
    const bytes whole(input.begin(), input.end());
    expect(from_hex(to_hex(input)) == whole);
    expect(from_base64(to_base64(input)) == whole);
    expect(from_base45(to_base45(input)) == whole);
    return 0;
}

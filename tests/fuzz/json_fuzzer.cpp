// Any text gives a document within limits, or nothing; what is read can be written again.
#include "base/json.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

std::size_t depth_of(const json& value) {
    if (!value.is_structured())
        return 0;
    std::size_t deepest = 0;
    for (const auto& item : value)
        deepest = std::max(deepest, depth_of(item));
    return deepest + 1;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kLimit = 4096;
    const auto document = parse_json(as_text(fuzz::input(data, size)), kLimit);
    expect(size <= kLimit || !document);
    if (!document)
        return 0;
    expect(depth_of(*document) <= kMaxJsonDepth);
    expect(parse_json(document->dump(), 16 * kLimit).has_value());
    if (const auto number = integer_member(*document, "v", -5, 5))
        expect(*number >= -5 && *number <= 5);
    if (const auto name = text_member(*document, "name", 10))
        expect(name->size() <= 10);
    static_cast<void>(hex_member<32>(*document, "key"));
    static_cast<void>(has_exactly(*document, {"v", "name", "key"}));
    return 0;
}

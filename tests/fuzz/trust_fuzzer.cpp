// A trust file that is read asks for a threshold that its keys can meet, and is written and read again.
#include "protocol/trust.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto trust = protocol::parse_trust(as_text(fuzz::input(data, size)));
    if (!trust)
        return 0;
    for (const auto& set : {trust->custodians, trust->releases})
        expect(set.threshold >= 1 && set.threshold <= set.keys.size());
    const auto again = protocol::parse_trust(protocol::to_text(*trust));
    expect(again.has_value() && again->city == trust->city && again->releases.keys == trust->releases.keys);
    return 0;
}

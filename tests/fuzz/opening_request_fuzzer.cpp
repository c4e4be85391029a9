// A request or a sought name of any bytes is refused, or is the one spelling of what was read.
#include "custody/opening/sought.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using namespace porchlight::custody;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    if (const auto request = parse_request(as_text(input))) {
        expect(to_text(*request) == as_text(input));
        expect(hash_of(*request) == hash(input));
        expect(request->count() >= 1 && request->epoch >= 1);
        expect(std::ranges::is_sorted(request->digests));
    }
    if (const auto sought = Sought::parse(input)) {
        expect(equal_secret(sought->to_text().view(), input));
        expect(Sought::parse(input)->commitment() == sought->commitment());
    }
    return 0;
}

// An answer that is read comes back as it was, and holds only blocks that may be dealt.
#include "protocol/numbers.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto blocks = protocol::read_numbers(as_text(fuzz::input(data, size)));
    if (!blocks)
        return 0;
    expect(blocks->size() <= protocol::kMaxAnswerBlocks);
    expect(std::ranges::all_of(*blocks, protocol::is_block));
    const auto again = protocol::read_numbers(protocol::write_numbers(*blocks));
    expect(again && again->size() == blocks->size());
    for (std::size_t i = 0; i < again->size(); ++i)
        expect((*again)[i].id == (*blocks)[i].id && (*again)[i].numbers == (*blocks)[i].numbers);
    return 0;
}

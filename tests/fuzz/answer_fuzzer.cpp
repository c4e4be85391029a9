// An answer that is read is, byte for byte, the one that would be written.
#include "protocol/receipt.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

void check(byte_view input) {
    if (const auto answer = protocol::read_answer(input))
        expect(std::ranges::equal(protocol::write_answer(*answer), input));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    check(input);
    protocol::AnswerBytes whole{};
    std::copy_n(input.begin(), std::min(size, whole.size()), whole.begin());
    check(whole);
    return 0;
}

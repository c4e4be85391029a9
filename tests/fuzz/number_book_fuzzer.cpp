// A book that is read is, byte for byte, the one that would be written; also when the digest is made good.
#include "bridge/numbers/number_book.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

void check(byte_view input) {
    const auto book = bridge::NumberBook::parse(input);
    if (!book)
        return;
    expect(std::ranges::equal(book->write(), input));
    for (std::size_t i = 0; i < book->size(); ++i)
        expect(book->find(book->number(i)) == i);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    check(input);
    bytes whole(input.begin(), input.end());
    const auto digest = hash(input);
    whole.insert(whole.end(), digest.begin(), digest.end());
    check(whole);
    return 0;
}

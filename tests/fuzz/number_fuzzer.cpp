// A number that is read is read again from its own symbols and from its printed form.
#include "card/number.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto number = card::parse_number(as_text(fuzz::input(data, size)));
    if (!number)
        return 0;
    expect(number->size() == card::kNumberSymbols);
    expect(card::parse_number(*number).value() == *number);
    expect(card::parse_number(card::grouped_number(*number)).value() == *number);
    return 0;
}

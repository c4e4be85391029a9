// A key file that is read is, byte for byte, the one that would be written; dates beside it likewise.
#include "custody/epoch_dates.h"
#include "custody/key_file.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using custody::KeyKind;
    const auto input = fuzz::input(data, size);
    int kinds = 0;
    for (const auto kind :
         {KeyKind::kCustodian, KeyKind::kRelease, KeyKind::kIssuer, KeyKind::kReceipt, KeyKind::kEpoch})
        if (const auto key = custody::parse_key(input, kind)) {
            expect(equal_secret(custody::key_text(*key).view(), input));
            ++kinds;
        }
    expect(kinds <= 1);
    if (const auto dates = custody::parse_epoch_dates(as_text(input)))
        expect(custody::parse_epoch_dates(custody::to_text(*dates)).has_value());
    if (size == 32)
        static_cast<void>(custody::epoch_public_key(input));
    return 0;
}

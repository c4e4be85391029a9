// A journal that is read is, byte for byte, the one that would be written, and what is done to it leaves one that
// reads.
#include "bridge/journal/slots.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

// A short input, repeated: a whole file of every size of beginning.
bytes as_journal(byte_view input) {
    bytes out(bridge::kJournalBytes);
    for (std::size_t i = 0; !input.empty() && i < out.size(); ++i)
        out[i] = input[i % input.size()];
    return out;
}

void check(byte_view input) {
    auto slots = bridge::Slots::parse(input);
    if (!slots)
        return;
    expect(std::ranges::equal(slots->view(), input));
    constexpr std::int64_t kExpiry = 1'800'000'000;
    const bridge::SlotTag tag{1, 2, 3};
    if (const auto slot = slots->free_slot(); slot && !slots->find(tag)) {
        slots->fill(*slot, tag, kExpiry);
        expect(slots->find(tag) == slot);
        slots->prune(kExpiry * 2);
        expect(slots->find(tag) == slot);  // used and not finished: kept, however old
        slots->set_state(*slot, bridge::SlotState::kPrinted);
        slots->prune(kExpiry * 2);
        expect(!slots->find(tag));
    }
    expect(bridge::Slots::parse(slots->view()).has_value());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    check(input);
    check(as_journal(input));
    return 0;
}

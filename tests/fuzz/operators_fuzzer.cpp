// What operators and servers write: offsets, counters, cupsd's directives, a Date. Each is refused, or means one thing.
#include "bridge/doctor/queue_checks.h"
#include "bridge/link/server_look.h"
#include "bridge/models/offsets.h"
#include "bridge/operators/counters.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cstdlib>

using namespace porchlight;
using fuzz::expect;

namespace {

void check_offsets(std::string_view text) {
    const auto offsets = bridge::parse_offsets(text);
    if (!offsets) {
        expect(!offsets.error().empty());
        return;
    }
    for (const auto& side : {offsets->front, offsets->back})
        expect(std::abs(side.x) <= bridge::kMaxOffset && std::abs(side.y) <= bridge::kMaxOffset);
    expect(bridge::parse_offsets(bridge::to_text(*offsets)) == offsets);
}

void check_directives(std::string_view text) {
    for (const auto& [name, value] : bridge::parse_directives(text)) {
        expect(!name.empty() && name.find_first_of(" \t\n") == name.npos);
        expect(value.find('\n') == value.npos);
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto in = fuzz::input(data, size);
    const auto text = as_text(in);
    check_offsets(text);
    check_directives(text);
    // No year that a Date has is further from 1970 than this.
    if (const auto date = bridge::parse_http_date(text))
        expect(std::abs(*date) < 400'000'000'000);
    if (const auto counters = bridge::parse_counters(in))
        expect(std::ranges::equal(bridge::write_counters(*counters), in));
    return 0;
}

// The first 4,096 bytes of a card request: what is read is written and read again.
#include "protocol/card_request.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

void check(byte_view input) {
    const auto request = protocol::read_card_request(input);
    if (!request)
        return;
    const auto written = protocol::write_card_request(*request);
    expect(written.has_value());
    const auto again = protocol::read_card_request(*written);
    expect(again.has_value() && again->content.name == request->content.name &&
           again->content.note == request->content.note && again->content.path == request->content.path &&
           again->content.markers == request->content.markers && again->content.services == request->content.services &&
           again->photo == request->photo);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    check(input);
    static bytes whole(protocol::kCardRequestBytes);
    std::fill_n(whole.begin(), 4096, std::uint8_t{0});
    std::copy_n(input.begin(), std::min<std::size_t>(size, 4096), whole.begin());
    check(whole);
    // The whole input as the content.
    const std::size_t length = std::min(size, protocol::kMaxContentBytes);
    std::fill_n(whole.begin(), 4096, std::uint8_t{0});
    std::ranges::copy(as_bytes("PLP1"), whole.begin());
    put_u32(byte_span(whole).subspan(4), static_cast<std::uint32_t>(length));
    std::copy_n(input.begin(), length, whole.begin() + protocol::kContentAt);
    check(whole);
    return 0;
}

// A request that is read is, but for its signature, the one that would be written.
#include "protocol/kiosk_request.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

void check(byte_view input) {
    const auto request = protocol::read_request(input);
    if (!request)
        return;
    static const auto kiosk = signing_key::from_seed(bytes(32, 5));
    const auto again = protocol::write_request(*request, kiosk);
    expect(std::equal(again.begin(), again.begin() + 1216, input.begin()));
    expect(protocol::request_is_signed_by(again, kiosk.public_half));
    for (const auto word : protocol::words_of(*request))
        expect(!word.empty());
    if (request->kind == protocol::RequestKind::kReport)
        expect(protocol::read_report(protocol::write_report(request->report)) == request->report);
    const auto cancel = protocol::write_request(protocol::cancel_of(*request), kiosk);
    expect(protocol::read_request(cancel).has_value());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    check(input);
    // The same bytes at the one size that gets further.
    protocol::KioskRequestBytes whole{};
    std::copy_n(input.begin(), std::min(size, whole.size()), whole.begin());
    check(whole);
    return 0;
}

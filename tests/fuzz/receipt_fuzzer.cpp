// No bytes pass for a receipt but those that the receipt key signed for this very request.
#include "protocol/receipt.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <vector>

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    static const auto key = signing_key::from_seed(bytes(32, 6));
    const std::vector<public_key> keys{key.public_half};
    const protocol::KioskRequest request{};
    expect(!protocol::check_receipt(input, request, keys, 0));
    // Any change to a good one is noticed.
    auto receipt = protocol::write_receipt(request, 1000, key);
    expect(protocol::check_receipt(receipt, request, keys, 999).has_value());
    const auto good = receipt;
    for (std::size_t i = 0; i < std::min(size, receipt.size()); ++i)
        receipt[i] ^= input[i];
    expect(protocol::check_receipt(receipt, request, keys, 999).has_value() == (receipt == good));
    return 0;
}

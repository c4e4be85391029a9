// A code's text is checked without fault; and a code made of any payload checks as what it is.
#include "card/code.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    static const auto issuer = signing_key::from_seed(bytes(32, 7));
    static const std::array known{card::IssuerKey{issuer.public_half, false}};
    if (const auto checked = card::check_code(as_text(input), known))
        static_cast<void>(card::is_expired(*checked, date::parse("2026-11-23").value()));

    card::UnsignedCode code{};
    std::copy_n(input.begin(), std::min(size, code.size()), code.begin());
    code[0] = 1;
    const auto id = card::issuer_key_id(issuer.public_half);
    std::copy(id.begin(), id.end(), code.begin() + 1);
    const auto text = card::code_text(code, sign(issuer, card::kCardContext, card::payload_hash(code)));
    const auto checked = card::check_code(text, known);
    expect(checked.has_value() && std::equal(checked->salt.begin(), checked->salt.end(), code.begin() + 7));
    return 0;
}

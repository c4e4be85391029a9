// What a page or command is handed, a list of keys, a code and what was typed, is judged without fault; and nothing
// but what the issuer signed is ever genuine.
#include "tests/fuzz/fuzz.h"
#include "verify/card_check.h"
#include "verify/page/checker.h"

using namespace porchlight;
using fuzz::expect;

namespace {

const date kToday = date::parse("2026-11-23").value();

// Three texts, with a zero between them.
std::array<std::string, 3> parts_of(byte_view input) {
    std::array<std::string, 3> out;
    std::size_t at = 0;
    for (const auto byte : input)
        if (byte == 0 && at + 1 < out.size())
            ++at;
        else
            out[at] += static_cast<char>(byte);
    return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    const auto parts = parts_of(input);
    checking::Checker checker(kToday);
    checker.open(parts[0], parts[1]);
    expect(!checker.check_code(parts[2]).empty());

    // The issuer never signed anything, so no text passes.
    static const auto issuer = signing_key::from_seed(bytes(32, 7));
    static const checking::IssuerList list{"City", {{issuer.public_half, false}}, kToday};
    expect(!checking::check_card(as_text(input), list, kToday).signed_code);

    // A number cut short ends before the 19 MiB; so names and dates of any kind can be tried by the thousand.
    const checking::TypedHolder typed{parts[0], parts[1], parts[2].substr(0, 12)};
    const auto result = checking::check_holder({}, typed, kToday);
    expect(result != checking::HolderResult::kMatches && result != checking::HolderResult::kNoMemory);
    return 0;
}

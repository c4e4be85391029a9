// What somebody typed, what a bridge sends, what a server answers: each that is read comes back as it was.
#include "protocol/enrolment.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto in = fuzz::input(data, size);
    if (const auto code = protocol::parse_code(as_text(in))) {
        expect(code->secret.size() == protocol::kSecretSymbols);
        expect(code->fingerprint.size() == protocol::kFingerprintSymbols);
        const auto again = protocol::parse_code(protocol::to_text(*code));
        expect(again && again->secret == code->secret && again->fingerprint == code->fingerprint);
    }
    if (const auto request = protocol::read_enrolment(in))
        expect(size == protocol::kEnrolmentBytes);
    if (const auto enrolled = protocol::parse_enrolled(as_text(in))) {
        const auto again = protocol::parse_enrolled(protocol::to_text(*enrolled));
        expect(again && again->site == enrolled->site && again->name == enrolled->name);
    }
    return 0;
}

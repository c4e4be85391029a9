// A proof that is read is written as it was, and proves nothing to a reader who trusts another log.
#include "log/proof.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::public_log;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    static const auto ours = signing_key::generate();
    const auto proof = parse_proof(text);
    if (!proof)
        return 0;
    expect(to_text(*proof) == text && proof->path.size() <= kMaxPathHashes);
    const VerifierKey log{"log.lakehaven.example", SignatureType::kEd25519, ours.public_half};
    const VerifierKey witness{"library.example", SignatureType::kCosignature, ours.public_half};
    expect(!check_proof(*proof, "{}", {log, 1, {witness}}));
    return 0;
}

// A document that is read is written and read again; nobody's signature passes for ours.
#include "protocol/signed_document.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = protocol::parse_document(as_text(fuzz::input(data, size)));
    if (!document)
        return 0;
    const auto again = protocol::parse_document(protocol::to_text(*document));
    expect(again.has_value() && again->payload == document->payload);
    expect(again->signatures.size() == document->signatures.size());
    static const auto ours = signing_key::from_seed(bytes(32, 9));
    expect(!protocol::is_signed_by(*document, protocol::kManifestContext, {1, {ours.public_half}}));
    expect(!protocol::is_signed_by(*document, protocol::kManifestContext, {0, {}}));
    return 0;
}

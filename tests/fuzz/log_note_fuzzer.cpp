// A note that is read is written as it was; no key of ours signed it, and no checkpoint in it is believed. Verifier
// keys alike.
#include "log/witnesses.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::public_log;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    static const auto ours = signing_key::generate();
    if (const auto key = parse_verifier_key(text))
        expect(to_text(*key) == text);
    if (const auto note = parse_note(text)) {
        expect(to_text(*note) == text && note->text.ends_with('\n') && note->signatures.size() <= kMaxNoteSignatures);
        for (const auto type : {SignatureType::kEd25519, SignatureType::kCosignature})
            expect(!is_signed_by(*note, {note->signatures.front().name, type, ours.public_half}));
        if (const auto checkpoint = parse_checkpoint(note->text))
            expect(to_text(*checkpoint) == note->text);
    }
    const VerifierKey log{"log.lakehaven.example", SignatureType::kEd25519, ours.public_half};
    expect(!open_witnessed(text, {log, 1, {{"library.example", SignatureType::kCosignature, ours.public_half}}}));
    return 0;
}

// A public log of one entry and its one witness, for the bridge's tests. In memory.
#pragma once

#include "log/proof.h"
#include "protocol/logged.h"

namespace porchlight::bridge::testing {

struct PublicLog {
    signing_key operator_key = signing_key::generate();
    signing_key witness_key = signing_key::generate();
    public_log::VerifierKey log{"log.example", public_log::SignatureType::kEd25519, operator_key.public_half};
    public_log::VerifierKey witness{"press.example", public_log::SignatureType::kCosignature, witness_key.public_half};

    public_log::LogPolicy policy() const { return {log, 1, {witness}}; }

    // The document, in a log that has nothing else.
    bytes prove(const bytes& text, public_log::DocumentKind kind, std::uint32_t serial, bool is_cosigned = true) const {
        auto document = protocol::parse_document(as_text(text)).value();
        const auto entry =
            public_log::to_text(public_log::DocumentEntry{kind, serial, hash(as_bytes(document.payload))});
        const public_log::TreeHead head{1, public_log::leaf_hash(as_bytes(entry))};
        auto note = public_log::sign_checkpoint({log.name, head}, log, operator_key);
        if (is_cosigned)
            note.put(public_log::cosign_note(note.text, witness, witness_key, 1));
        document.proof = public_log::to_text(public_log::Proof{std::nullopt, 0, {}, public_log::to_text(note)});
        const auto proved = protocol::to_text(document);
        return {proved.begin(), proved.end()};
    }
};

}  // namespace porchlight::bridge::testing

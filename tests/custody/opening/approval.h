// A request that a dealt city's custodians approved: the opening statement that all of them signed, in a public log of
// one entry, seen by one witness.
#pragma once

#include "log/entry.h"
#include "log/proof.h"
#include "protocol/statements/statement.h"
#include "protocol/trust.h"
#include "tests/custody/opening/dealer.h"

namespace porchlight::tests {

struct Approval {
    protocol::Trust trust;
    std::string statement;
    std::string proof;
};

inline Approval approve(const Dealt& dealt, const custody::OpeningRequest& request) {
    using namespace public_log;
    const auto operates = signing_key::generate();
    const auto witnesses = signing_key::generate();
    const VerifierKey log{"log.lakehaven.example", SignatureType::kEd25519, operates.public_half};
    const VerifierKey witness{"press.example", SignatureType::kCosignature, witnesses.public_half};
    const auto& sharing = dealt.keys.sharing();
    protocol::Trust trust{sharing.city, {sharing.k, {}}, {1, {}}, LogPolicy{log, 1, {witness}}};
    trust.releases.keys.push_back(dealt.signers.front().public_half);

    const protocol::Opening said{{sharing.city, sharing.epoch, date::parse("2027-03-01").value()},
                                 dealt.keys.hash(),
                                 custody::hash_of(request),
                                 "A card was printed twice",
                                 "CV-2027-113"};
    protocol::SignedDocument document{protocol::payload_of(said).value(), {}};
    for (const auto& signer : dealt.signers) {
        trust.custodians.keys.push_back(signer.public_half);
        protocol::add_signature(document, protocol::kOpeningContext, signer);
    }
    const auto leaf = leaf_hash(as_bytes(to_text(StatementEntry{StatementKind::kOpening, document.payload})));
    auto note = sign_checkpoint({log.name, {1, leaf}}, log, operates);
    note.put(cosign_note(note.text, witness, witnesses, 1'800'000'000));
    return {std::move(trust), protocol::to_text(document), to_text(Proof{std::nullopt, 0, {}, to_text(note)})};
}

}  // namespace porchlight::tests

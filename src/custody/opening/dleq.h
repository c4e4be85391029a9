// One custodian's part of the opening of one record, and the proof that it is made with the share that the transcript
// commits to (custody/FORMAT.md, Opening by a quorum, The proof). Pure but for randomness; any thread.
// Source: D. Chaum and T. Pedersen, Wallet Databases with Observers (1992), section 3.2.
#pragma once

#include "base/crypto.h"
#include "custody/group/proof.h"

#include <optional>

namespace porchlight::custody {

using group::kProofBytes;
using group::Proof;

// What a proof is about. All of it is public.
struct PartialStatement {
    hash256 sharing{};            // hash_of(Sharing)
    hash256 digest{};             // of the record
    group::Point verification{};  // Y_i: share·B
    group::Point ephemeral{};     // E, lifted
    group::Point partial{};       // P_i: share·E
};

// share·E without clamping; nothing if E is not on the curve, or not of the prime-order subgroup. share: 32 bytes,
// reduced and not 0.
std::optional<group::Point> partial_of(byte_view share, const group::Point& ephemeral);

// The nonce is hashed of the share, the statement and fresh randomness.
Proof prove_partial(byte_view share, const PartialStatement& statement);
// The same with a chosen randomness of 32 bytes, for vectors.
Proof prove_partial_with(byte_view share, const PartialStatement& statement, const byte_array<32>& randomness);

// The partial and the proof are as somebody else sent them; verification and ephemeral are the reader's own.
[[nodiscard]] bool is_proved(const PartialStatement& statement, const Proof& proof);

}  // namespace porchlight::custody

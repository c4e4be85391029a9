// Proofs of knowing a discrete logarithm, and that two are equal, without telling it (custody/FORMAT.md, Generation).
// Pure functions but for randomness, any thread. Sources: C. Schnorr, Efficient Signature Generation by Smart Cards
// (1991); D. Chaum, T. Pedersen, Wallet Databases with Observers (1992); made non-interactive by hashing (SHA-512).
#pragma once

#include "custody/group/point.h"
#include "custody/group/scalar.h"

namespace porchlight::custody::group {

constexpr std::size_t kProofBytes = 64;
using Proof = byte_array<kProofBytes>;  // challenge, response

// What a proof is bound to: at most 255 bytes, of one form for each use.
// x with x·B = point. nonce_seed: 32 secret bytes; the same for the same statement gives the same proof.
Proof prove_log(byte_view context, byte_view x, const Point& point, byte_view nonce_seed);
bool proves_log(byte_view context, const Proof& proof, const Point& point);

// x with x·B = point and x·base = multiple.
struct EqualLogs {
    Point point{};
    Point base{};
    Point multiple{};
};
Proof prove_equal_logs(byte_view context, byte_view x, const EqualLogs& statement, byte_view nonce_seed);
bool proves_equal_logs(byte_view context, const Proof& proof, const EqualLogs& statement);

}  // namespace porchlight::custody::group

// What one person keeps secret in one ceremony: a seed, from which all else follows, so that a repeated step says the
// same again (custody/FORMAT.md, Generation). One owner.
#pragma once

#include "base/crypto.h"
#include "custody/group/polynomial.h"

namespace porchlight::custody::dkg {

constexpr std::size_t kSeedBytes = 32;

class CeremonySecrets {
public:
    // seed: kSeedBytes, random, for this ceremony alone.
    CeremonySecrets(secret_bytes seed, const hash256& ceremony) : m_seed(std::move(seed)), m_ceremony(ceremony) {}

    secret_bytes box_scalar() const;        // q
    secret_bytes ephemeral_scalar() const;  // r
    // For the nonces of proofs.
    secret_bytes proof_seed() const;
    // k coefficients; the constant is `constant`, or one of the seed's if that is empty.
    group::Polynomial polynomial(std::size_t k, byte_view constant) const;

private:
    secret_bytes derived(std::string_view purpose, std::uint32_t count) const;

    secret_bytes m_seed;
    hash256 m_ceremony;
};

}  // namespace porchlight::custody::dkg

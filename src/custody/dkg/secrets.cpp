#include "custody/dkg/secrets.h"

#include <sodium.h>

namespace porchlight::custody::dkg {

// BLAKE2b-512 keyed with the seed, over purpose, count (4 bytes) and ceremony, modulo L.
secret_bytes CeremonySecrets::derived(std::string_view purpose, std::uint32_t count) const {
    byte_array<4> number{};
    put_u32(number, count);
    secret_bytes wide(crypto_core_ed25519_NONREDUCEDSCALARBYTES);
    crypto_generichash_state state;
    crypto_generichash_init(&state, m_seed.data(), m_seed.size(), wide.size());
    for (const byte_view part : {as_bytes(purpose), byte_view(number), byte_view(m_ceremony)})
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, wide.data(), wide.size());
    sodium_memzero(&state, sizeof state);
    secret_bytes out(group::kScalarBytes);
    crypto_core_ed25519_scalar_reduce(out.data(), wide.data());
    return out;
}

secret_bytes CeremonySecrets::box_scalar() const { return derived("box", 0); }

secret_bytes CeremonySecrets::ephemeral_scalar() const { return derived("ephemeral", 0); }

secret_bytes CeremonySecrets::proof_seed() const { return derived("proofs", 0); }

group::Polynomial CeremonySecrets::polynomial(std::size_t k, byte_view constant) const {
    std::vector<secret_bytes> coefficients;
    coefficients.push_back(constant.empty() ? derived("coefficient", 0) : secret_bytes(constant));
    while (coefficients.size() < k)
        coefficients.push_back(derived("coefficient", static_cast<std::uint32_t>(coefficients.size())));
    return group::Polynomial(std::move(coefficients));
}

}  // namespace porchlight::custody::dkg

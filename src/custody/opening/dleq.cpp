#include "custody/opening/dleq.h"

#include <sodium.h>

#include <algorithm>
#include <initializer_list>

namespace porchlight::custody {
namespace {

constexpr std::string_view kNonceContext = "porchlight opening nonce v1";
constexpr std::string_view kProofContext = "porchlight opening proof v1";

// All that is secret while a proof is made, in one piece of guarded memory.
class Workspace {
public:
    byte_span seed() { return m_memory.span().first(kSeed); }
    byte_span wide() { return m_memory.span().subspan(kSeed, kWide); }
    byte_span nonce() { return m_memory.span().subspan(kSeed + kWide, kScalar); }
    byte_span product() { return m_memory.span().subspan(kSeed + kWide + kScalar, kScalar); }

private:
    static constexpr std::size_t kSeed = 32;
    static constexpr std::size_t kWide = crypto_core_ed25519_NONREDUCEDSCALARBYTES;
    static constexpr std::size_t kScalar = group::kScalarBytes;
    secret_bytes m_memory{kSeed + kWide + 2 * kScalar};
};

void keyed_hash_into(byte_span out, byte_view key, std::initializer_list<byte_view> parts) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), out.size());
    for (const auto part : parts)
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, out.data(), out.size());
    sodium_memzero(&state, sizeof state);
}

void make_nonce(byte_view share, const PartialStatement& about, const byte_array<32>& randomness, Workspace& work) {
    keyed_hash_into(work.seed(), share, {as_bytes(kNonceContext), randomness});
    keyed_hash_into(work.wide(), work.seed(),
                    {as_bytes(kProofContext), about.sharing, about.digest, about.verification, about.ephemeral,
                     about.partial});
    crypto_core_ed25519_scalar_reduce(work.nonce().data(), work.wide().data());
}

group::Scalar challenge_of(const PartialStatement& about, const group::Point& over_base,
                           const group::Point& over_ephemeral) {
    const byte_array<1> length{
        static_cast<std::uint8_t>(kProofContext.size() + about.sharing.size() + about.digest.size())};
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    for (const byte_view part : std::initializer_list<byte_view>{length, as_bytes(kProofContext), about.sharing,
                                                                 about.digest, about.verification, about.ephemeral,
                                                                 about.partial, over_base, over_ephemeral})
        crypto_hash_sha512_update(&state, part.data(), part.size());
    byte_array<crypto_hash_sha512_BYTES> wide;
    crypto_hash_sha512_final(&state, wide.data());
    return group::reduced_scalar(wide);
}

}  // namespace

std::optional<group::Point> partial_of(byte_view share, const group::Point& ephemeral) {
    // libsodium checks the point, so that each is checked once.
    const auto partial = group::multiply(share, ephemeral);
    return group::is_identity(partial) ? std::nullopt : std::optional(partial);
}

Proof prove_partial_with(byte_view share, const PartialStatement& statement, const byte_array<32>& randomness) {
    Workspace work;
    make_nonce(share, statement, randomness, work);
    const auto challenge = challenge_of(statement, group::base_multiply(work.nonce()),
                                        group::multiply(work.nonce(), statement.ephemeral));
    group::Scalar response{};
    group::multiply_scalars(work.product(), challenge, share);
    group::add_scalars(response, work.nonce(), work.product());
    Proof proof{};
    std::ranges::copy(challenge, proof.begin());
    std::ranges::copy(response, proof.begin() + group::kScalarBytes);
    return proof;
}

Proof prove_partial(byte_view share, const PartialStatement& statement) {
    return prove_partial_with(share, statement, random_array<32>());
}

bool is_proved(const PartialStatement& statement, const Proof& proof) {
    const auto challenge = to_array<group::kScalarBytes>(byte_view(proof).first(group::kScalarBytes));
    const auto response = to_array<group::kScalarBytes>(byte_view(proof).last(group::kScalarBytes));
    if (!group::is_usable_scalar(challenge) || !group::is_usable_scalar(response))
        return false;
    // The identity: what was multiplied is not a point of the subgroup.
    const auto times_partial = group::multiply(challenge, statement.partial);
    if (group::is_identity(times_partial))
        return false;
    const auto over_base =
        group::subtract(group::base_multiply(response), group::multiply(challenge, statement.verification));
    const auto over_ephemeral = group::subtract(group::multiply(response, statement.ephemeral), times_partial);
    return challenge_of(statement, over_base, over_ephemeral) == challenge;
}

}  // namespace porchlight::custody

#include "custody/opening/dleq.h"

#include <sodium.h>

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::string_view kNonceContext = "porchlight opening nonce v1";
constexpr std::string_view kProofContext = "porchlight opening proof v1";

using Context = byte_array<kProofContext.size() + 2 * sizeof(hash256)>;

Context context_of(const PartialStatement& about) {
    Context out{};
    auto at = std::ranges::copy(kProofContext, out.begin()).out;
    at = std::ranges::copy(about.sharing, at).out;
    std::ranges::copy(about.digest, at);
    return out;
}

group::EqualLogs logs_of(const PartialStatement& about) { return {about.verification, about.ephemeral, about.partial}; }

}  // namespace

std::optional<group::Point> partial_of(byte_view share, const group::Point& ephemeral) {
    // libsodium checks the point, so that each is checked once.
    const auto partial = group::multiply(share, ephemeral);
    return group::is_identity(partial) ? std::nullopt : std::optional(partial);
}

Proof prove_partial_with(byte_view share, const PartialStatement& statement, const byte_array<32>& randomness) {
    secret_bytes seed(sizeof(hash256));
    crypto_generichash_state state;
    crypto_generichash_init(&state, share.data(), share.size(), seed.size());
    crypto_generichash_update(&state, as_bytes(kNonceContext).data(), kNonceContext.size());
    crypto_generichash_update(&state, randomness.data(), randomness.size());
    crypto_generichash_final(&state, seed.data(), seed.size());
    sodium_memzero(&state, sizeof state);
    return group::prove_equal_logs(context_of(statement), share, logs_of(statement), seed.view());
}

Proof prove_partial(byte_view share, const PartialStatement& statement) {
    return prove_partial_with(share, statement, random_array<32>());
}

bool is_proved(const PartialStatement& statement, const Proof& proof) {
    return group::parse_point(statement.partial) &&
           group::proves_equal_logs(context_of(statement), proof, logs_of(statement));
}

}  // namespace porchlight::custody

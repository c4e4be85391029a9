#include "custody/group/proof.h"

#include <sodium.h>

#include <algorithm>
#include <initializer_list>

namespace porchlight::custody::group {
namespace {

// SHA-512 of the parts, the first with its length before it.
Scalar challenge_of(byte_view context, std::initializer_list<byte_view> points) {
    crypto_hash_sha512_state state;
    byte_array<crypto_hash_sha512_BYTES> digest;
    const auto size = static_cast<std::uint8_t>(context.size());
    crypto_hash_sha512_init(&state);
    crypto_hash_sha512_update(&state, &size, 1);
    crypto_hash_sha512_update(&state, context.data(), context.size());
    for (auto point : points)
        crypto_hash_sha512_update(&state, point.data(), point.size());
    crypto_hash_sha512_final(&state, digest.data());
    return reduced_scalar(digest);
}

// Bound to secret and statement: the same nonce never stands under two challenges (as in RFC 8032).
secret_bytes nonce_of(byte_view seed, byte_view context, std::initializer_list<byte_view> statement) {
    crypto_generichash_state state;
    secret_bytes wide(crypto_core_ed25519_NONREDUCEDSCALARBYTES);
    crypto_generichash_init(&state, seed.data(), seed.size(), wide.size());
    crypto_generichash_update(&state, context.data(), context.size());
    for (auto part : statement)
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, wide.data(), wide.size());
    sodium_memzero(&state, sizeof state);
    secret_bytes out(kScalarBytes);
    crypto_core_ed25519_scalar_reduce(out.data(), wide.data());
    return out;
}

Proof proof_of(const Scalar& challenge, byte_view x, byte_view nonce) {
    Proof out{};
    std::copy(challenge.begin(), challenge.end(), out.begin());
    secret_bytes response(kScalarBytes);
    multiply_scalars(response.span(), challenge, x);
    add_scalars(response.span(), response.view(), nonce);
    std::copy_n(response.data(), kScalarBytes, out.begin() + kScalarBytes);
    return out;
}

byte_view challenge_in(const Proof& proof) { return byte_view(proof).first(kScalarBytes); }
byte_view response_in(const Proof& proof) { return byte_view(proof).last(kScalarBytes); }

// T = response·base - challenge·point.
Point announced(const Proof& proof, const Point& response_times_base, const Point& point) {
    return subtract(response_times_base, multiply(challenge_in(proof), point));
}

bool is_reduced(const Proof& proof) {
    return is_usable_scalar(challenge_in(proof)) && is_usable_scalar(response_in(proof));
}

}  // namespace

Proof prove_log(byte_view context, byte_view x, const Point& point, byte_view nonce_seed) {
    const auto nonce = nonce_of(nonce_seed, context, {point});
    return proof_of(challenge_of(context, {point, base_multiply(nonce.view())}), x, nonce.view());
}

bool proves_log(byte_view context, const Proof& proof, const Point& point) {
    if (!is_reduced(proof))
        return false;
    const auto t = announced(proof, base_multiply(response_in(proof)), point);
    return std::ranges::equal(challenge_of(context, {point, t}), challenge_in(proof));
}

Proof prove_equal_logs(byte_view context, byte_view x, const EqualLogs& statement, byte_view nonce_seed) {
    const auto& [point, base, multiple] = statement;
    const auto nonce = nonce_of(nonce_seed, context, {point, base, multiple});
    const auto t = base_multiply(nonce.view());
    const auto other = multiply(nonce.view(), base);
    return proof_of(challenge_of(context, {point, base, multiple, t, other}), x, nonce.view());
}

bool proves_equal_logs(byte_view context, const Proof& proof, const EqualLogs& statement) {
    const auto& [point, base, multiple] = statement;
    if (!is_reduced(proof))
        return false;
    const auto t = announced(proof, base_multiply(response_in(proof)), point);
    const auto other = announced(proof, multiply(response_in(proof), base), multiple);
    return std::ranges::equal(challenge_of(context, {point, base, multiple, t, other}), challenge_in(proof));
}

}  // namespace porchlight::custody::group

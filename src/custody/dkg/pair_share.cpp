#include "custody/dkg/pair_share.h"

#include <sodium.h>

namespace porchlight::custody::dkg {
namespace {

constexpr byte_array<crypto_secretbox_NONCEBYTES> kNonce{};  // each key is used once
static_assert(kSealedShareBytes == crypto_secretbox_MACBYTES + group::kScalarBytes);

byte_array<4> four_bytes(std::uint32_t number) {
    byte_array<4> out{};
    put_u32(out, number);
    return out;
}

secret_bytes key_of(const Way& way, byte_view shared) {
    const auto from = four_bytes(way.from);
    const auto to = four_bytes(way.to);
    secret_bytes key(crypto_secretbox_KEYBYTES);
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, key.size());
    for (const byte_view part : {as_bytes("porchlight pair share v1"), byte_view(way.ceremony), byte_view(from),
                                 byte_view(to), byte_view(way.ephemeral), byte_view(way.box), shared})
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, key.data(), key.size());
    sodium_memzero(&state, sizeof state);
    return key;
}

bytes context_of(std::string_view use, const hash256& ceremony, std::initializer_list<std::uint32_t> indices) {
    bytes out(use.begin(), use.end());
    out.insert(out.end(), ceremony.begin(), ceremony.end());
    for (const auto index : indices) {
        const auto number = four_bytes(index);
        out.insert(out.end(), number.begin(), number.end());
    }
    return out;
}

bytes ephemeral_context(const hash256& ceremony, std::uint32_t from) {
    return context_of("porchlight ephemeral v1", ceremony, {from});
}

// The receiver complains about the dealer.
bytes complaint_context(const Way& way) {
    return context_of("porchlight complaint v1", way.ceremony, {way.to, way.from});
}

}  // namespace

SealedShare seal_share(const Way& way, byte_view shared, byte_view share) {
    SealedShare out{};
    crypto_secretbox_easy(out.data(), share.data(), share.size(), kNonce.data(), key_of(way, shared).data());
    return out;
}

std::optional<secret_bytes> open_share(const Way& way, byte_view shared, const SealedShare& sealed) {
    secret_bytes out(group::kScalarBytes);
    if (crypto_secretbox_open_easy(out.data(), sealed.data(), sealed.size(), kNonce.data(),
                                   key_of(way, shared).data()) != 0 ||
        !group::is_usable_scalar(out.view()))
        return std::nullopt;
    return out;
}

group::Proof prove_ephemeral(const Way& way, byte_view ephemeral_scalar, byte_view proof_seed) {
    return group::prove_log(ephemeral_context(way.ceremony, way.from), ephemeral_scalar, way.ephemeral, proof_seed);
}

bool proves_ephemeral(const hash256& ceremony, const Deal& deal) {
    return group::proves_log(ephemeral_context(ceremony, deal.from), deal.proof, deal.ephemeral);
}

group::Proof prove_shared(const Way& way, byte_view box_scalar, const group::Point& shared, byte_view proof_seed) {
    return group::prove_equal_logs(complaint_context(way), box_scalar, {way.box, way.ephemeral, shared}, proof_seed);
}

bool proves_shared(const Way& way, const group::Point& shared, const group::Proof& proof) {
    return group::proves_equal_logs(complaint_context(way), proof, {way.box, way.ephemeral, shared});
}

}  // namespace porchlight::custody::dkg

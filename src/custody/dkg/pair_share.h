// A share on its way from one dealer to one custodian, which the receiver can show to all if it is wrong, with a
// proof and without the key to any other (custody/FORMAT.md, Files of a ceremony). Pure functions, any thread.
#pragma once

#include "custody/dkg/message.h"

namespace porchlight::custody::dkg {

struct Way {
    hash256 ceremony{};
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    group::Point ephemeral{};  // R, of the dealer
    group::Point box{};        // Q, of the receiver
};

// shared: r·Q, which is q·R.
SealedShare seal_share(const Way& way, byte_view shared, byte_view share);
// Nothing if it does not open or is no scalar.
std::optional<secret_bytes> open_share(const Way& way, byte_view shared, const SealedShare& sealed);

// That the dealer knows r, with r·B = R.
group::Proof prove_ephemeral(const Way& way, byte_view ephemeral_scalar, byte_view proof_seed);
bool proves_ephemeral(const hash256& ceremony, const Deal& deal);

// That what is shared is q·R.
group::Proof prove_shared(const Way& way, byte_view box_scalar, const group::Point& shared, byte_view proof_seed);
bool proves_shared(const Way& way, const group::Point& shared, const group::Proof& proof);

}  // namespace porchlight::custody::dkg

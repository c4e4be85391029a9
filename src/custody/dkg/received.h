// The dealings of a ceremony, what one receiver finds in them, and what all add up to. Pure functions, any thread.
#pragma once

#include "custody/dkg/ceremony.h"
#include "custody/dkg/pair_share.h"

namespace porchlight::custody::dkg {

struct Dealt {
    hash256 ceremony{};
    std::vector<Join> joins;
    std::vector<Deal> deals;
};
// Rounds 1 to 3, read and checked.
std::expected<Dealt, Fault> read_dealt(const Ceremony& ceremony, const Table& table);

Way way_of(const Dealt& dealt, const Deal& deal, std::uint32_t to);

// Does a share fit the commitments?
bool fits(const Deal& deal, std::uint32_t to, byte_view share);
// What is for this receiver; nothing if it does not open or does not fit.
std::optional<secret_bytes> received(const Dealt& dealt, const Deal& deal, std::uint32_t to, byte_view box_scalar);

// Who is at fault when this complaint is made, read and signed.
Fault judge(const Ceremony& ceremony, const Dealt& dealt, const Complaint& complaint);

// What each dealing counts: 1 in a generation, the Lagrange weights of the dealers in a resharing.
std::vector<group::Scalar> weights_of(const Ceremony& ceremony);
// seen: the hash of the dealings. kMalformed of the last dealer if what follows is no sharing, which chance does not
// bring about.
std::expected<Sharing, Fault> sharing_of(const Ceremony& ceremony, const Dealt& dealt, const hash256& seen);

}  // namespace porchlight::custody::dkg

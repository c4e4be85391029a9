// Opening an envelope by partials of the epoch's scalar (envelope/FORMAT.md, Opening). Linked by custody only.
// Pure functions, any thread; what is opened is the caller's to wipe.
#pragma once

#include "base/secret_bytes.h"
#include "envelope/layout.h"

#include <expected>
#include <optional>
#include <span>

namespace porchlight::envelope {

using Point = byte_array<32>;  // edwards25519, compressed

// E, the ephemeral key of an envelope's sealed box, lifted to Edwards form. Public data.
// kSize, kMagic, kReservedEpoch; kPoint if it is not a point that an honest sealing makes.
std::expected<Point, Error> lifted_ephemeral_key(byte_view envelope);

// Many ephemeral keys of sealed boxes (X25519, 32 bytes) lifted at the price of about one. Nothing for one that is not
// reduced or has no lift. NOT checked: that the point is on the curve and of the prime-order subgroup. Whoever
// multiplies it by a secret must use a multiplication that checks, as libsodium's does; partial() is one.
// ephemeral.size() == out.size().
void lift_each(std::span<const Point> ephemeral, std::span<std::optional<Point>> out);

// scalar·E, without clamping. scalar: 32 bytes, reduced. kPoint if the result is the neutral element.
std::expected<secret_bytes, Error> partial(byte_view scalar, const Point& ephemeral);

// Opens with the sum of the weighted partials (32 bytes, Edwards form): the content, unpadded.
std::expected<secret_bytes, Error> open(byte_view envelope, std::uint32_t epoch, const EpochPublicKey& key,
                                        byte_view combined_partials);

}  // namespace porchlight::envelope

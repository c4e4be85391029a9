// A hash that is dear to guess at, for what has few bits. Any thread; takes 64 MiB and a good part of a second.
#pragma once

#include "base/crypto.h"

#include <optional>

namespace porchlight {

// Argon2id 1.3 (RFC 9106), 64 MiB, 3 passes, one lane. Nothing on lack of memory.
std::optional<hash256> slow_hash(byte_view secret, const byte_array<16>& salt);

}  // namespace porchlight

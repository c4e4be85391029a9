// SHA-256 (FIPS 180-4), for formats that others defined; our own hash is BLAKE2b (base/crypto.h). Any thread, no state.
#pragma once

#include "base/bytes.h"

#include <initializer_list>

namespace porchlight {

// Of the parts one after the other.
byte_array<32> sha256(std::initializer_list<byte_view> parts);

}  // namespace porchlight

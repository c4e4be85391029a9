// Ed25519 over exact bytes with no context before them (RFC 8032), for formats that others defined and that keep
// purposes apart by themselves. Whatever is ours is signed by base/crypto.h. Any thread, after start_crypto().
#pragma once

#include "base/crypto.h"

namespace porchlight {

signature sign_bare(const signing_key& key, byte_view message);
[[nodiscard]] bool verify_bare(const public_key& key, byte_view message, byte_view sig);

}  // namespace porchlight

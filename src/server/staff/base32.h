// Base32 (RFC 4648) without padding: how apps take the secret of their codes.
// Any thread.
#pragma once

#include "base/bytes.h"

#include <string>

namespace porchlight::server {

std::string to_base32(byte_view in);

}  // namespace porchlight::server

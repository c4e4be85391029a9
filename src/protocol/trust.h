// What a bridge pins when it is enrolled (protocol/PROTOCOL.md, Trust). Pure functions, any thread.
#pragma once

#include "protocol/signed_document.h"

namespace porchlight::protocol {

struct Trust {
    std::string city;
    KeySet custodians;
    KeySet releases;
};

// kMalformed; also when a threshold is 0 or more than its keys, or a key is listed twice.
std::expected<Trust, Error> parse_trust(std::string_view text);
std::string to_text(const Trust& trust);

}  // namespace porchlight::protocol

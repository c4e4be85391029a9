// What a bridge pins when it is enrolled (protocol/PROTOCOL.md, Trust). Pure functions, any thread.
#pragma once

#include "log/witnesses.h"
#include "protocol/signed_document.h"

#include <optional>

namespace porchlight::protocol {

struct Trust {
    std::string city;
    KeySet custodians;
    KeySet releases;
    std::optional<public_log::LogPolicy> log{};  // nothing: documents need not be in any log
};

// kMalformed; also when a threshold is 0 or more than its keys, or a key is listed twice, witnesses' names included.
std::expected<Trust, Error> parse_trust(std::string_view text);
std::string to_text(const Trust& trust);

}  // namespace porchlight::protocol

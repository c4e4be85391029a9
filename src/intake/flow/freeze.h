// Freezing a draft: the sealed record and the card content, as the bytes that the bridge takes.
// Pure but for randomness (ephemeral key, card number); any thread.
#pragma once

#include "base/date.h"
#include "intake/flow/state.h"
#include "protocol/manifest.h"

#include <expected>

namespace porchlight::intake {

// Nothing leaves the page by this. The answers are checked again, all of them; the bytes are the caller's to wipe.
// Error: what to say, and at which field; without a field it is the photo, or the kiosk itself.
std::expected<bytes, Problem> freeze(const Draft& draft, const protocol::Manifest& manifest, const date& today);

}  // namespace porchlight::intake

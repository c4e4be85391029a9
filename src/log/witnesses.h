// Whom a reader of the log believes: the log's key, and how many of which witnesses must have cosigned.
// Values and pure functions, any thread.
#pragma once

#include "log/checkpoint.h"

namespace porchlight::public_log {

constexpr std::size_t kMaxWitnesses = 16;

struct LogPolicy {
    VerifierKey log;  // its name is the origin
    std::size_t threshold = 1;
    std::vector<VerifierKey> witnesses;
};

// How many different witnesses of the policy cosigned. kNoteSignature where a line that claims to be of one of them, or
// of the log, is not: such a note was made or changed by somebody else.
std::expected<std::size_t, Error> count_witnesses(const Note& note, const LogPolicy& policy);

// open_checkpoint, and enough witnesses: its errors, kNoteSignature, kWitnesses. A threshold of 0 never passes.
std::expected<SignedCheckpoint, Error> open_witnessed(std::string_view text, const LogPolicy& policy);

}  // namespace porchlight::public_log

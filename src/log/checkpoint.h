// What a log says of itself at one size: its origin, how many entries, their root. The text of a signed note.
// Source: C2SP tlog-checkpoint. Values and pure functions, any thread.
#pragma once

#include "log/note.h"
#include "log/tree.h"

namespace porchlight::public_log {

struct Checkpoint {
    std::string origin;
    TreeHead head;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// A note's text: kCheckpointMalformed, also for lines after the third.
std::expected<Checkpoint, Error> parse_checkpoint(std::string_view text);
std::string to_text(const Checkpoint& checkpoint);

// By the log's own key, whose name is the origin.
Note sign_checkpoint(const Checkpoint& checkpoint, const VerifierKey& log, const signing_key& secret);

// A checkpoint with the note that it came in.
struct SignedCheckpoint {
    Checkpoint checkpoint;
    Note note;
};

// Signed by the log, and of its origin: kNoteMalformed, kCheckpointMalformed, kCheckpointOrigin, kCheckpointUnsigned.
// What others signed below it has not been looked at.
std::expected<SignedCheckpoint, Error> open_checkpoint(std::string_view text, const VerifierKey& log);

}  // namespace porchlight::public_log

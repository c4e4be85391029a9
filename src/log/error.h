// What can be wrong with what a public log wrote (log/FORMAT.md, Errors). Any thread.
#pragma once

#include <string_view>

namespace porchlight::public_log {

enum class Error {
    kNoteMalformed,
    kNoteSignature,
    kKeyMalformed,
    kCheckpointMalformed,
    kCheckpointOrigin,
    kCheckpointUnsigned,
    kWitnesses,
    kProofMalformed,
    kProofInclusion,
    kProofConsistency,
    kEntryMalformed,
    kEntrySize,
    kFileMalformed,
    kFileSize,
};

// "note_malformed", "note_signature", …
std::string_view code(Error error);

}  // namespace porchlight::public_log

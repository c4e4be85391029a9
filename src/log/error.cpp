#include "log/error.h"

namespace porchlight::public_log {

std::string_view code(Error error) {
    switch (error) {
        case Error::kNoteMalformed: return "note_malformed";
        case Error::kNoteSignature: return "note_signature";
        case Error::kKeyMalformed: return "key_malformed";
        case Error::kCheckpointMalformed: return "checkpoint_malformed";
        case Error::kCheckpointOrigin: return "checkpoint_origin";
        case Error::kCheckpointUnsigned: return "checkpoint_unsigned";
        case Error::kWitnesses: return "witnesses";
        case Error::kProofMalformed: return "proof_malformed";
        case Error::kProofInclusion: return "proof_inclusion";
        case Error::kProofConsistency: return "proof_consistency";
        case Error::kEntryMalformed: return "entry_malformed";
        case Error::kEntrySize: return "entry_size";
        case Error::kFileMalformed: return "file_malformed";
        case Error::kFileSize: return "file_size";
    }
    return "note_malformed";
}

}  // namespace porchlight::public_log

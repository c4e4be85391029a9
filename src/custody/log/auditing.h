// What anybody who has a copy of the log can find: whether it hides, drops or rewrites anything. One thread.
#pragma once

#include "custody/log/entries_of.h"
#include "custody/log/log_copy.h"

#include <map>

namespace porchlight::custody {

struct NamedText {
    std::string name;
    std::string text;
};

// What the auditor has beside the copy.
struct AuditInput {
    public_log::LogPolicy policy;
    std::optional<std::string> seen;      // the checkpoint at the last audit
    std::optional<NamedText> other;       // somebody else's checkpoint of the same log
    std::vector<NamedText> statements{};  // signed statements that must be in it
    struct Export {
        std::string name;
        ByteSource* source;  // its caller's, at its first byte
    };
    std::optional<Export> exported{};  // whose root must be in it
};

struct Audit {
    public_log::TreeHead head;
    std::size_t witnesses = 0;
    std::map<std::string_view, std::size_t> entries;  // how many of each kind
    std::vector<Failure> findings;                    // none: nothing is wrong
};

// All findings, not only the first: kLogWitnesses, kLogShorter, kLogRewritten, kLogSplit, kLogNewer, kLogMissing,
// kLogConflict. An error where the copy cannot be audited: those of LogCopy::read, and kLogCheckpoint or kLogEntry for
// what was given beside it.
Result<Audit> audit(const Folder& log, const AuditInput& input);

}  // namespace porchlight::custody

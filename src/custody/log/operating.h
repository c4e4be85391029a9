// What the log's operator does: makes it, appends to it, proves what is in it, gathers cosignatures. One thread.
#pragma once

#include "custody/log/entries_of.h"
#include "custody/log/log_copy.h"

namespace porchlight::custody {

// A new key in `keys` and an empty log of this origin in `log`: kLogName, kExists, kNotWritten.
Result<public_log::VerifierKey> create_log(Folder& keys, Folder& log, const std::string& origin);

struct Appended {
    std::uint64_t size = 0;  // of the log now
    std::size_t added = 0;   // what was there already is not entered again
};

// All of them or none: the errors of load_key and LogCopy::read, kLogConflict where another entry says otherwise of the
// same epoch or serial, kTooLarge, kNotWritten. Entries are durable before the checkpoint that covers them; a call that
// was cut short is repeated.
Result<Appended> append(const Folder& keys, Folder& log, const std::vector<public_log::Entry>& entries,
                        const std::string& about);

// By a checkpoint with enough witnesses: kLogMissing, kLogWitnesses.
Result<public_log::Proof> prove(const LogCopy& copy, const public_log::Entry& entry,
                                const public_log::LogPolicy& policy, const std::string& about);
// The same document with its proof, read back as a bridge reads it.
Result<std::string> prove_document(const LogCopy& copy, LoggedDocument document, const protocol::Trust& trust,
                                   const std::string& about);

// Puts the cosignatures of another copy of the same checkpoint below the log's own: kLogCheckpoint, also where it is of
// another size; kLogWitnesses where it has none of a known witness.
Result<std::size_t> gather(Folder& log, const public_log::LogPolicy& policy, std::string_view cosigned,
                           const std::string& about);

}  // namespace porchlight::custody

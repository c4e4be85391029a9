// What is entered in the public log for a file that a custodian or operator has (log/FORMAT.md, Entries).
// Pure functions, any thread.
#pragma once

#include "custody/error.h"
#include "custody/export_reader.h"
#include "log/entry.h"
#include "protocol/logged.h"

#include <vector>

namespace porchlight::custody {

// A manifest or release, by its own account of which it is.
struct LoggedDocument {
    protocol::SignedDocument document;
    public_log::DocumentEntry entry;
    std::optional<protocol::Epoch> epoch;  // of a manifest
};

// kLogEntry.
Result<LoggedDocument> read_logged_document(std::string_view text, const std::string& about);

// Of a manifest: its epoch's entry, then its own.
std::vector<public_log::Entry> entries_of(const LoggedDocument& document);

// A signed statement: kLogEntry. Whether those signed it who must is for its readers to see.
Result<public_log::Entry> entry_of_statement(std::string_view text, const std::string& about);

// A transcript's file, whose first line names the sharing: kLogEntry. Its signatures are for its readers to see.
Result<public_log::Entry> entry_of_transcript(std::string_view text, const std::string& about);

// The one line that a server wrote of its records: kLogEntry.
Result<public_log::Entry> entry_of_batch(std::string_view text, const std::string& about);

// All records of an export, which is at its first byte: kExportOrder where their digests do not rise, kLogEntry where
// there are none, and what ExportReader says.
Result<public_log::Entry> entry_of_export(ByteSource& source, const std::string& about);

}  // namespace porchlight::custody

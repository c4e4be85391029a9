// What is entered in the public log for a file that a custodian or operator has (log/FORMAT.md, Entries).
// Pure functions, any thread.
#pragma once

#include "custody/error.h"
#include "custody/export_reader.h"
#include "log/entry.h"
#include "protocol/logged.h"
#include "protocol/statements/statement_check.h"

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

// The form of a signed statement: kLogEntry. For those who look for it in the log; nothing is entered by its form.
Result<public_log::Entry> entry_of_statement(std::string_view text, const std::string& about);

// A statement that those signed who must, openings and destructions of one of these sharings: kLogEntry.
Result<public_log::Entry> entry_of_signed_statement(std::string_view text, const protocol::Trust& trust,
                                                    std::span<const protocol::Sharing> sharings,
                                                    const std::string& about);

// A transcript's file, signed by each of its custodians, of this city and with enough of those whom it trusts:
// kLogEntry.
Result<public_log::Entry> entry_of_transcript(std::string_view text, const protocol::Trust& trust,
                                              const std::string& about);

// All records of an export, from its first: kExportOrder where their digests do not rise, kLogEntry where there are
// none, kUnreadable.
Result<public_log::Entry> entry_of_export(ExportReader& file, const std::string& about);

}  // namespace porchlight::custody

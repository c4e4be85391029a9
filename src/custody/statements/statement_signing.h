// Statements for the public log, signed one custodian after the other (custody/FORMAT.md, Statements).
// Folders as they are; one thread.
#pragma once

#include "custody/folder.h"
#include "protocol/statements/statement_check.h"

namespace porchlight::custody {

// A statement with this custodian's signature. kStatement if a text or number is outside its limits; what is wrong
// with custodian.key.
Result<std::string> begin_statement(const Folder& keys, const protocol::Statement& statement);

// What is signed so far, whoever signed it, and by how many of the trust file's custodians.
struct Draft {
    protocol::SignedDocument document;
    protocol::Statement statement;
    hash256 id{};
    std::size_t signed_by = 0;
};

// kStatement, kCityDiffers.
Result<Draft> read_draft(std::string_view text, const protocol::Trust& trust, const std::string& name);

// With this custodian's signature too: kStatement if it is there already, or if this is another's to sign (of a
// destruction one custodian signs, with begin_statement).
Result<std::string> sign_draft(const Folder& keys, const Draft& draft, const std::string& name);

}  // namespace porchlight::custody

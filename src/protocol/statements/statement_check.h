// Who must have signed a statement, and whether they did (protocol/PROTOCOL.md, Statements).
// Pure functions, any thread.
#pragma once

#include "protocol/statements/sharing.h"
#include "protocol/statements/statement.h"

namespace porchlight::protocol {

// A statement that those signed who must, with its id.
struct SignedStatement {
    Statement statement;
    hash256 id{};
};

// Signatures of those who need not sign are ignored.
std::expected<SignedStatement, StatementError> open_statement(const SignedDocument& document, const Trust& trust,
                                                              std::span<const Sharing> sharings);
std::expected<SignedStatement, StatementError> open_statement(std::string_view text, const Trust& trust,
                                                              std::span<const Sharing> sharings);

// As above, and where the trust file names a public log, the proof (tlog-proof) shows it to be there with enough
// witnesses: else kNotLogged.
std::expected<SignedStatement, StatementError> open_logged_statement(const SignedDocument& document,
                                                                     std::string_view proof, const Trust& trust,
                                                                     std::span<const Sharing> sharings);

}  // namespace porchlight::protocol

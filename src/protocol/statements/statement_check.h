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

}  // namespace porchlight::protocol

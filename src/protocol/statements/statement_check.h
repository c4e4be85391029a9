// Who must have signed a statement, and whether they did (protocol/PROTOCOL.md, Statements).
// Pure functions, any thread.
#pragma once

#include "protocol/statements/statement.h"
#include "protocol/trust.h"

#include <expected>
#include <span>
#include <vector>

namespace porchlight::protocol {

// One sharing of an epoch's key, as its transcript says.
struct Sharing {
    hash256 id{};  // of the transcript
    std::uint32_t epoch = 0;
    std::uint32_t number = 0;            // 1 for the first, 1 more with each resharing
    std::uint32_t threshold = 0;         // k
    std::vector<public_key> custodians;  // n signing keys; index 1 comes first

    // How many must be gone: n-k+1.
    std::uint32_t to_destroy() const { return static_cast<std::uint32_t>(custodians.size()) - threshold + 1; }
};

// Of a key that one custodian made and holds whole (k = n = 1).
Sharing sole_sharing(std::uint32_t epoch, const byte_array<32>& epoch_key, const public_key& custodian);

const Sharing* find_sharing(std::span<const Sharing> sharings, const hash256& id);

enum class StatementError { kMalformed, kCity, kSharing, kIndex, kSignature };

// "malformed", "city", "sharing", "index", "signature".
std::string_view code(StatementError error);

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

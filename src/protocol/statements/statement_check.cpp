#include "protocol/statements/statement_check.h"

#include "protocol/logged.h"

namespace porchlight::protocol {
namespace {

// Whom a statement needs: nothing for those that k of the trust file's custodians sign.
std::expected<std::optional<KeySet>, StatementError> signers_of(const Statement& statement,
                                                                std::span<const Sharing> sharings) {
    const auto* opening = std::get_if<Opening>(&statement);
    const auto* destruction = std::get_if<Destruction>(&statement);
    if (opening == nullptr && destruction == nullptr)
        return std::nullopt;
    const auto* sharing = find_sharing(sharings, opening != nullptr ? opening->sharing : destruction->sharing);
    if (sharing == nullptr || sharing->epoch != head_of(statement).epoch)
        return std::unexpected(StatementError::kSharing);
    if (destruction == nullptr)
        return std::nullopt;
    if (destruction->index > sharing->custodians.size())
        return std::unexpected(StatementError::kIndex);
    return KeySet{1, {sharing->custodians[destruction->index - 1]}};
}

}  // namespace

std::expected<SignedStatement, StatementError> open_statement(const SignedDocument& document, const Trust& trust,
                                                              std::span<const Sharing> sharings) {
    auto statement = parse_statement(document.payload);
    if (!statement)
        return std::unexpected(StatementError::kMalformed);
    if (head_of(*statement).city != trust.city)
        return std::unexpected(StatementError::kCity);
    const auto signers = signers_of(*statement, sharings);
    if (!signers)
        return std::unexpected(signers.error());
    if (!is_signed_by(document, context_of(*statement), signers->value_or(trust.custodians)))
        return std::unexpected(StatementError::kSignature);
    return SignedStatement{std::move(*statement), statement_id(document.payload)};
}

std::expected<SignedStatement, StatementError> open_statement(std::string_view text, const Trust& trust,
                                                              std::span<const Sharing> sharings) {
    if (text.size() > kMaxStatementBytes)
        return std::unexpected(StatementError::kMalformed);
    const auto document = parse_document(text);
    if (!document)
        return std::unexpected(StatementError::kMalformed);
    return open_statement(*document, trust, sharings);
}

std::expected<SignedStatement, StatementError> open_logged_statement(const SignedDocument& document,
                                                                     std::string_view proof, const Trust& trust,
                                                                     std::span<const Sharing> sharings) {
    auto statement = open_statement(document, trust, sharings);
    if (statement && trust.log && !check_logged_statement(document.payload, proof, trust))
        return std::unexpected(StatementError::kNotLogged);
    return statement;
}

}  // namespace porchlight::protocol

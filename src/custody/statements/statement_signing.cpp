#include "custody/statements/statement_signing.h"

#include "custody/create.h"

#include <algorithm>
#include <set>

namespace porchlight::custody {
namespace {

Result<std::string> signed_text(const Folder& keys, protocol::SignedDocument document, std::string_view context) {
    const auto custodian = load_key(keys, KeyKind::kCustodian);
    if (!custodian)
        return std::unexpected(custodian.error());
    protocol::add_signature(document, context, custodian->signer());
    return protocol::to_text(document) + "\n";
}

std::size_t signers(const protocol::SignedDocument& document, std::string_view context, const protocol::Trust& trust) {
    return static_cast<std::size_t>(std::ranges::count_if(trust.custodians.keys, [&](const public_key& key) {
        return protocol::is_signed_by(document, context, {1, {key}});
    }));
}

}  // namespace

Result<std::string> begin_statement(const Folder& keys, const protocol::Statement& statement) {
    auto payload = protocol::payload_of(statement);
    if (!payload)
        return failure(
            Error::kStatement, "the statement",
            "has a text that is empty, too long, begins or ends with a space, or has characters that no terminal shows; "
            "write it anew");
    return signed_text(keys, {std::move(*payload), {}}, protocol::context_of(statement));
}

Result<Draft> read_draft(std::string_view text, const protocol::Trust& trust, const std::string& name) {
    auto document = protocol::parse_document(text.substr(0, protocol::kMaxStatementBytes));
    auto statement = document ? protocol::parse_statement(document->payload) : std::nullopt;
    if (!statement)
        return failure(Error::kStatement, name);
    if (protocol::head_of(*statement).city != trust.city)
        return failure(Error::kCityDiffers, name);
    const auto signed_by = signers(*document, protocol::context_of(*statement), trust);
    const auto id = protocol::statement_id(document->payload);
    return Draft{std::move(*document), std::move(*statement), id, signed_by};
}

Result<std::string> sign_draft(const Folder& keys, const Draft& draft, const std::string& name) {
    if (std::holds_alternative<protocol::Destruction>(draft.statement))
        return failure(Error::kStatement, name, "is one custodian's alone; make your own with destroy");
    const auto custodian = load_key(keys, KeyKind::kCustodian);
    if (!custodian)
        return std::unexpected(custodian.error());
    if (protocol::is_signed_by(draft.document, protocol::context_of(draft.statement), {1, {custodian->public_half}}))
        return failure(Error::kStatement, name, "has your signature already; hand it to the next custodian");
    if (draft.document.signatures.size() == protocol::kMaxSignatures)
        return failure(Error::kStatement, name, "has as many signatures as it can hold");
    return signed_text(keys, draft.document, protocol::context_of(draft.statement));
}

}  // namespace porchlight::custody

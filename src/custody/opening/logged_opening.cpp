#include "custody/opening/logged_opening.h"

#include "protocol/logged.h"

#include <array>

namespace porchlight::custody {
namespace {

OpeningError error_of(protocol::StatementError error) {
    switch (error) {
        case protocol::StatementError::kCity: return OpeningError::kStatementOtherCity;
        case protocol::StatementError::kSharing: return OpeningError::kStatementOtherSharing;
        case protocol::StatementError::kSignature: return OpeningError::kStatementSignature;
        default: return OpeningError::kStatementMalformed;
    }
}

OpeningError error_of(public_log::Error error) {
    switch (error) {
        case public_log::Error::kWitnesses: return OpeningError::kProofWitnesses;
        case public_log::Error::kProofMalformed:
        case public_log::Error::kNoteMalformed:
        case public_log::Error::kCheckpointMalformed: return OpeningError::kProofMalformed;
        default: return OpeningError::kProofInclusion;
    }
}

// As far as statements look at it.
protocol::Sharing shares_of(const SharingKeys& keys) {
    const auto& sharing = keys.sharing();
    protocol::Sharing out{keys.hash(), sharing.epoch, sharing.number, sharing.k, {}};
    for (const auto& custodian : sharing.custodians)
        out.custodians.push_back(custodian.key);
    return out;
}

}  // namespace

std::expected<std::unique_ptr<LoggedOpening>, OpeningError> LoggedOpening::read(std::string_view statement,
                                                                                std::string_view proof,
                                                                                const protocol::Trust& trust,
                                                                                const SharingKeys& keys) {
    if (!trust.log)
        return std::unexpected(OpeningError::kNoLog);
    const auto document = protocol::parse_document(statement);
    if (!document)
        return std::unexpected(OpeningError::kStatementMalformed);
    if (keys.sharing().city != trust.city)
        return std::unexpected(OpeningError::kStatementOtherCity);
    auto said = protocol::open_statement(*document, trust, std::array{shares_of(keys)});
    if (!said)
        return std::unexpected(error_of(said.error()));
    if (!std::holds_alternative<protocol::Opening>(said->statement))
        return std::unexpected(OpeningError::kStatementMalformed);
    if (const auto proved = protocol::prove_statement(document->payload, proof, *trust.log); !proved)
        return std::unexpected(error_of(proved.error()));
    return std::unique_ptr<LoggedOpening>(new LoggedOpening(std::move(*said)));
}

std::expected<void, OpeningError> LoggedOpening::permits(const hash256& request) const {
    if (request != std::get<protocol::Opening>(m_said.statement).request)
        return std::unexpected(OpeningError::kNotApproved);
    return {};
}

}  // namespace porchlight::custody

// The opening statement that custodians signed, with its place in the public log: what stands behind each opening
// (custody/FORMAT.md, The opening statement). Immutable; any thread.
#pragma once

#include "custody/opening/authority.h"
#include "custody/opening/sharing_keys.h"
#include "protocol/statements/statement_check.h"
#include "protocol/trust.h"

#include <memory>

namespace porchlight::custody {

class LoggedOpening final : public OpeningAuthority {
public:
    // The texts of the signed statement and of its proof. kNoLog, kStatementMalformed, kStatementOtherCity,
    // kStatementOtherSharing, kStatementSignature, kProofMalformed, kProofInclusion, kProofWitnesses.
    static std::expected<std::unique_ptr<LoggedOpening>, OpeningError> read(std::string_view statement,
                                                                            std::string_view proof,
                                                                            const protocol::Trust& trust,
                                                                            const SharingKeys& keys);

    // kNotApproved: another request than the statement's.
    std::expected<void, OpeningError> permits(const hash256& request) const override;

    // What the custodians signed; it is an opening.
    const protocol::SignedStatement& said() const { return m_said; }

private:
    explicit LoggedOpening(protocol::SignedStatement said) : m_said(std::move(said)) {}

    protocol::SignedStatement m_said;
};

}  // namespace porchlight::custody

#include "server/receipt_signer.h"

#include "card/code.h"

namespace porchlight::server {

protocol::Answer ReceiptSigner::approval_of(const protocol::KioskRequest& request, std::int64_t now) const {
    protocol::Answer answer;
    answer.state = protocol::AnswerState::kApproved;
    answer.receipt = protocol::write_receipt(request, now + protocol::kReceiptSeconds, m_keys.receipt);
    answer.issuer_signature = sign(m_keys.issuer, card::kCardContext, request.payload_hash);
    return answer;
}

}  // namespace porchlight::server

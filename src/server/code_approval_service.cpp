#include "server/code_approval_service.h"

namespace porchlight::server {

std::expected<protocol::CodeApproval, Error> CodeApprovalService::check(byte_view body) const {
    auto approval = protocol::read_code_approval(body);
    if (!approval)
        return std::unexpected(Error::kMalformed);
    const auto& kiosks = m_access.settings.now->kiosks;
    const auto kiosk = kiosks.find(approval->kiosk);
    if (kiosk == kiosks.end())
        return std::unexpected(Error::kUnknownKiosk);
    if (!protocol::code_approval_is_signed_by(body, kiosk->second.key))
        return std::unexpected(Error::kSignature);
    if (kiosk->second.suspended)
        return std::unexpected(Error::kSuspended);
    if (!m_challenges.is_good(approval->challenge))
        return std::unexpected(Error::kStaleChallenge);
    return std::move(*approval);
}

void CodeApprovalService::approve(const protocol::CodeApproval& approval, DeskService::Approved decided) {
    if (const auto checked = check_issuance(approval); !checked)
        return decided(std::unexpected(checked.error()));
    const auto staff = take_code(approval);
    if (!staff)
        return decided(std::unexpected(staff.error()));
    if (staff->site != m_board.find(approval.request)->site)
        return decided(std::unexpected(Error::kSite));
    m_desk.approve_shown(*staff, approval.request, std::move(decided));
}

std::expected<void, Error> CodeApprovalService::check_issuance(const protocol::CodeApproval& approval) const {
    const auto* issuance = m_board.find(approval.request);
    if (issuance == nullptr || issuance->request.kiosk != approval.kiosk || issuance->state != IssuanceState::kWaiting)
        return std::unexpected(Error::kGone);
    if (!m_access.settings.now->takes_codes(issuance->site))
        return std::unexpected(Error::kSite);
    if (issuance->request.card_class != approval.card_class)
        return std::unexpected(Error::kClass);
    if (issuance->request.payload_hash != approval.payload_hash)
        return std::unexpected(Error::kRequestConflict);
    return {};
}

// Wrong codes at the kiosk count like wrong passwords at the desk. A right one is used, whatever follows.
std::expected<Staff, Error> CodeApprovalService::take_code(const protocol::CodeApproval& approval) {
    const auto& name = approval.librarian;
    if (m_access.is_locked(name))
        return std::unexpected(Error::kLocked);
    if (!m_access.guard.begin_attempt(name))
        return std::unexpected(Error::kTooMany);
    const auto* staff = m_access.find(name);
    if (staff == nullptr || !m_access.codes.take(*staff, approval.code)) {
        m_access.lock_after_guessing(name);
        return std::unexpected(Error::kCode);
    }
    m_access.guard.succeeded(name);
    return *staff;
}

}  // namespace porchlight::server

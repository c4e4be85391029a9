// Approvals that are typed at the kiosk of a site with one device (protocol/PROTOCOL.md, Approval by code): a
// librarian's one-time code, good once, for the issuance that this kiosk shows. Without transport.
// The I/O thread only.
#pragma once

#include "protocol/code_approval.h"
#include "server/challenge_maker.h"
#include "server/desk_service.h"
#include "server/staff_access.h"

namespace porchlight::server {

class CodeApprovalService {
public:
    CodeApprovalService(const ChallengeMaker& challenges, const IssuanceBoard& board, StaffAccess& access,
                        DeskService& desk)
        : m_challenges(challenges), m_board(board), m_access(access), m_desk(desk) {}

    // Form, kiosk, signature, challenge: kMalformed, kUnknownKiosk, kSignature, kSuspended, kStaleChallenge.
    std::expected<protocol::CodeApproval, Error> check(byte_view body) const;

    // kSite: not a site of one device, or another site's librarian; kGone: it does not wait at this kiosk; kClass,
    // kRequestConflict: it is another than this says; kCode, kLocked, kTooMany; else as DeskService::approve().
    void approve(const protocol::CodeApproval& approval, DeskService::Approved decided);

private:
    std::expected<void, Error> check_issuance(const protocol::CodeApproval& approval) const;
    std::expected<Staff, Error> take_code(const protocol::CodeApproval& approval);

    const ChallengeMaker& m_challenges;
    const IssuanceBoard& m_board;
    StaffAccess& m_access;
    DeskService& m_desk;
};

}  // namespace porchlight::server

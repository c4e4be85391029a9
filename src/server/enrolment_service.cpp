#include "server/enrolment_service.h"

namespace porchlight::server {
namespace {

Error error_of(CodeFault fault) {
    switch (fault) {
        case CodeFault::kUsed: return Error::kCodeUsed;
        case CodeFault::kExpired: return Error::kCodeExpired;
        case CodeFault::kKioskExists: return Error::kKioskExists;
        case CodeFault::kUnknown: break;
    }
    return Error::kCodeUnknown;
}

}  // namespace

void EnrolmentService::enroll(byte_view body, Done done) {
    const auto request = protocol::read_enrolment(body);
    if (!request)
        return done(
            std::unexpected(request.error() == protocol::Error::kSignature ? Error::kSignature : Error::kMalformed));
    if (!m_challenges.is_good(request->challenge))
        return done(std::unexpected(Error::kStaleChallenge));
    if (!m_wrong.would_take(m_clock.uptime()))
        return done(std::unexpected(Error::kTooMany));
    m_redeemer.redeem_code(request->code, request->kiosk, m_clock.unix_seconds(),
                           [this, done = std::move(done)](const auto& redeemed) { done(outcome(redeemed)); });
}

std::expected<protocol::Enrolled, Error> EnrolmentService::outcome(
    const std::expected<Redeemed, StoreError>& redeemed) {
    if (!redeemed)
        return std::unexpected(redeemed.error() == StoreError::kFull ? Error::kStoreFull : Error::kInternal);
    if (!*redeemed) {
        m_wrong.take(m_clock.uptime());
        return std::unexpected(error_of(redeemed->error()));
    }
    return protocol::Enrolled{(*redeemed)->site, (*redeemed)->name};
}

}  // namespace porchlight::server

// Makes a kiosk of whoever has a code for it (protocol/PROTOCOL.md, Enrolment). Without transport.
// The I/O thread only.
#pragma once

#include "protocol/enrolment.h"
#include "server/challenge_maker.h"
#include "server/error.h"
#include "server/rate.h"
#include "server/store/code_redeemer.h"

#include <expected>
#include <functional>

namespace porchlight::server {

// Of codes that were wrong, all together: nobody types so many.
constexpr RateLimit kWrongCodes{30, std::chrono::seconds(2)};

class EnrolmentService {
public:
    using Done = std::function<void(std::expected<protocol::Enrolled, Error>)>;

    EnrolmentService(const Clock& clock, const ChallengeMaker& challenges, CodeRedeemer& redeemer)
        : m_clock(clock), m_challenges(challenges), m_redeemer(redeemer) {}

    // kMalformed, kSignature, kStaleChallenge, kTooMany, kCodeUnknown, kCodeUsed, kCodeExpired, kKioskExists,
    // kStoreFull, kInternal.
    void enroll(byte_view body, Done done);

private:
    std::expected<protocol::Enrolled, Error> outcome(const std::expected<Redeemed, StoreError>& redeemed);

    const Clock& m_clock;
    const ChallengeMaker& m_challenges;
    CodeRedeemer& m_redeemer;
    Rate m_wrong{kWrongCodes};
};

}  // namespace porchlight::server

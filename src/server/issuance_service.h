// What a kiosk may ask: to issue and to cancel (protocol/PROTOCOL.md, Kiosk request). Without transport: it is
// given bytes and gives answers. Signatures are checked and made on a thread of their own.
// The I/O thread only.
#pragma once

#include "server/challenge_maker.h"
#include "server/heavy_work.h"
#include "server/issuance_board.h"
#include "server/rate.h"
#include "server/receipt_signer.h"
#include "server/store/record_finder.h"

namespace porchlight::server {

// New issuances of a kiosk: more than one that is used by people begins.
constexpr RateLimit kIssuancesOfKiosk{120, std::chrono::seconds(1)};

class IssuanceService {
public:
    using Admitted = std::function<void(std::expected<void, Error>)>;
    using Checked = std::function<void(std::expected<protocol::KioskRequest, Error>)>;
    using Signed = std::function<void(std::expected<protocol::Answer, Error>)>;

    // signatures: where they are checked and made.
    IssuanceService(const Clock& clock, const CurrentSettings& settings, const ChallengeMaker& challenges,
                    const ReceiptSigner& signer, HeavyWork& signatures, IssuanceBoard& board, RecordFinder& finder);

    // Form, kiosk, signature, challenge: kMalformed, kUnknownKiosk, kSignature, kSuspended, kStaleChallenge; kTooMany
    // where too many signatures wait.
    void check(byte_view body, Checked checked);

    // Is it a kiosk, and not suspended? kUnknownKiosk, kSuspended.
    std::expected<void, Error> may_ask(const protocol::KioskId& kiosk) const;
    // New settings are in force: what waits for a kiosk that may ask no more is taken from the desk.
    void settings_changed();

    // Puts an issue request on the board, or finds that it is decided already. admitted: kEpoch, kClass,
    // kRequestConflict, kTooMany, kMalformed, kInternal, kStoreFull.
    void issue(const protocol::KioskRequest& request, Admitted admitted);
    void cancel(const protocol::KioskRequest& request);

    // Where an admitted request stands; an approval is without its signatures.
    protocol::Answer answer(const protocol::KioskRequest& request) const;
    // An approval's receipt and issuer's signature, made afresh; any other answer as it is. kTooMany as in check().
    void sign(const protocol::KioskRequest& request, const protocol::Answer& answer, Signed made);

private:
    // A kiosk asks again with the same bytes: once is enough to check who signed them.
    bool is_known(const protocol::KioskRequest& request) const;
    std::expected<protocol::KioskRequest, Error> check_signed(const protocol::KioskRequest& request) const;
    std::expected<std::string, Error> class_of(const protocol::KioskRequest& request) const;
    std::expected<void, Error> check_record(const protocol::KioskRequest& request) const;
    std::expected<void, Error> admit(const protocol::KioskRequest& request);
    void remember_approved(const protocol::KioskRequest& request);

    protocol::Answer waiting_at(const std::string& site) const;
    std::expected<void, Error> check_new(const protocol::KioskRequest& request);
    bool may_begin(const protocol::KioskId& kiosk);

    const Clock& m_clock;
    const CurrentSettings& m_settings;
    const ChallengeMaker& m_challenges;
    const ReceiptSigner& m_signer;
    HeavyWork& m_signatures;
    IssuanceBoard& m_board;
    RecordFinder& m_finder;
    std::map<protocol::KioskId, Rate> m_begun;
};

// Is this the last answer to the request?
bool is_final(const protocol::Answer& answer);

}  // namespace porchlight::server

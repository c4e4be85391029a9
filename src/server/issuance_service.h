// What a kiosk may ask: to issue and to cancel (protocol/PROTOCOL.md, Kiosk request). Without transport: it is
// given bytes and gives answers.
// The I/O thread only.
#pragma once

#include "server/challenge_maker.h"
#include "server/issuance_board.h"
#include "server/receipt_signer.h"
#include "server/store/record_writer.h"

namespace porchlight::server {

class IssuanceService {
public:
    using Admitted = std::function<void(std::expected<void, Error>)>;

    IssuanceService(const Clock& clock, const CurrentSettings& settings, const ChallengeMaker& challenges,
                    const ReceiptSigner& signer, IssuanceBoard& board, RecordWriter& writer);

    // Form, kiosk, signature, challenge: kMalformed, kUnknownKiosk, kSignature, kStaleChallenge.
    std::expected<protocol::KioskRequest, Error> check(byte_view body) const;

    // Puts an issue request on the board, or finds that it is decided already. admitted: kEpoch, kClass,
    // kRequestConflict, kTooMany, kMalformed, kInternal, kStoreFull.
    void issue(const protocol::KioskRequest& request, Admitted admitted);
    void cancel(const protocol::KioskRequest& request);

    // Where an admitted request stands. An approval's receipt is made afresh.
    protocol::Answer answer(const protocol::KioskRequest& request) const;

private:
    std::expected<std::string, Error> class_of(const protocol::KioskRequest& request) const;
    std::expected<void, Error> check_record(const protocol::KioskRequest& request) const;
    std::expected<void, Error> admit(const protocol::KioskRequest& request);
    void remember_approved(const protocol::KioskRequest& request);

    const Clock& m_clock;
    const CurrentSettings& m_settings;
    const ChallengeMaker& m_challenges;
    const ReceiptSigner& m_signer;
    IssuanceBoard& m_board;
    RecordWriter& m_writer;
};

// Is this the last answer to the request?
bool is_final(const protocol::Answer& answer);

}  // namespace porchlight::server

// Making a custodian's answer: partials and proofs for each record of a request (custody/FORMAT.md, The answer).
// One thread.
#pragma once

#include "custody/opening/answer.h"
#include "custody/opening/authority.h"
#include "custody/opening/requested_records.h"
#include "custody/shares/share.h"

#include <functional>

namespace porchlight::custody {

struct Answerer {
    const SharingKeys& keys;
    const Share& share;         // that check_share takes
    const signing_key& signer;  // of custodian.key
    bool proofs = true;
};

struct AnswerTally {
    std::uint64_t given = 0;
    std::uint64_t unusable = 0;  // records that no share may touch
};

// Before any work: kRequestOtherEpoch, kRequestOtherSharing, kCustodianKey, kShareDiffers, kNotApproved.
std::expected<void, OpeningError> check_answerer(const Answerer& answerer, const OpeningRequest& request,
                                                 const OpeningAuthority& authority);

// Writes and keeps the answer, or nothing: the errors of RequestedRecords and AnswerWriter. `done` is told how many
// records are done, now and then.
std::expected<AnswerTally, OpeningError> write_answer(const Answerer& answerer, const OpeningRequest& request,
                                                      ExportReader& source, ByteSink& sink,
                                                      const std::function<void(std::uint64_t)>& done);

}  // namespace porchlight::custody

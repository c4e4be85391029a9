#include "custody/opening/answering.h"

namespace porchlight::custody {
namespace {

AnswerEntry answer_to(const RequestedRecord& record, const Answerer& answerer) {
    AnswerEntry entry{record.digest, {}, {}};
    if (!record.ephemeral)
        return entry;
    const auto partial = partial_of(answerer.share.scalar.view(), *record.ephemeral);
    if (!partial)
        return entry;
    entry.partial = *partial;
    if (answerer.proofs)
        entry.proof = prove_partial(answerer.share.scalar.view(), {answerer.keys.hash(), record.digest,
                                                                   answerer.keys.verification_key(answerer.share.index),
                                                                   *record.ephemeral, *partial});
    return entry;
}

}  // namespace

std::expected<void, OpeningError> check_answerer(const Answerer& answerer, const OpeningRequest& request,
                                                 const OpeningAuthority& authority) {
    if (const auto fit = answerer.keys.check(request); !fit)
        return fit;
    const auto index = answerer.share.index;
    if (!check_share(answerer.share, answerer.keys.sharing()))
        return std::unexpected(OpeningError::kShareDiffers);
    if (answerer.keys.custodian(index).key != answerer.signer.public_half)
        return std::unexpected(OpeningError::kCustodianKey);
    return authority.permits(hash_of(request));
}

std::expected<AnswerTally, OpeningError> write_answer(const Answerer& answerer, const OpeningRequest& request,
                                                      ExportReader& source, ByteSink& sink,
                                                      const std::function<void(std::uint64_t)>& done) {
    auto records = RequestedRecords::create(source, request, answerer.keys);
    if (!records)
        return std::unexpected(records.error());
    AnswerWriter writer(sink, {request.epoch, answerer.keys.hash(), hash_of(request), answerer.share.index,
                               answerer.proofs, request.count()});
    AnswerTally tally;
    for (auto batch = records->next();; batch = records->next()) {
        if (!batch)
            return std::unexpected(batch.error());
        if (batch->empty())
            break;
        for (const auto& record : *batch) {
            const auto entry = answer_to(record, answerer);
            if (const auto put = writer.put(entry); !put)
                return std::unexpected(put.error());
            ++(entry.is_given() ? tally.given : tally.unusable);
            done(tally.given + tally.unusable);
        }
    }
    if (const auto kept = writer.finish(answerer.signer); !kept)
        return std::unexpected(kept.error());
    return tally;
}

}  // namespace porchlight::custody

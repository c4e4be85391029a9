#include "custody/opening/opening_error.h"

#include <array>

namespace porchlight::custody {
namespace {

struct Words {
    OpeningError error;
    std::string_view code;
    std::string_view explanation;
};

using enum OpeningError;
constexpr std::array<Words, 36> kWords{{
    {kRequestMalformed, "request_malformed", "is not a request for an opening, or is damaged; ask for it again"},
    {kRequestOtherEpoch, "request_other_epoch", "is for another epoch than the transcript"},
    {kRequestOtherSharing, "request_other_sharing", "is for another sharing than the transcript"},
    {kSoughtMalformed, "sought_malformed", "is not a file of a sought name and date of birth"},
    {kSoughtDiffers, "sought_differs", "holds another name or date of birth than the request was made for"},
    {kSoughtMissing, "sought_missing", "is for one person; name the file that says whom with --sought"},
    {kRecordMissing, "record_missing", "lacks a record that is asked for"},
    {kExportDiffers, "export_differs", "is another export than the one that the request was made for"},
    {kExportOrder, "export_order", "is not in the order of digests: it was changed on its way"},
    {kUnreadable, "unreadable", "cannot be read to its end; check the medium"},
    {kNotWritten, "not_written", "cannot be written; check space and permissions"},
    {kShareDiffers, "share_differs", "is not the share that the transcript commits to"},
    {kCustodianKey, "custodian_key", "is not the key that the transcript has for this share's custodian"},
    {kNoLog, "no_log", "names no public log, so nothing can be opened; add the log and its witnesses with trust-log"},
    {kStatementMalformed, "statement_malformed", "is not an opening statement; begin one with begin-opening"},
    {kStatementOtherCity, "statement_other_city",
     "or the transcript is of another city than the trust file; take the three of one city"},
    {kStatementOtherSharing, "statement_other_sharing",
     "is for another epoch or sharing than the transcript; take the transcript that the statement is for"},
    {kStatementSignature, "statement_signature",
     "is signed by too few of the city's custodians; have the next sign it with sign-statement"},
    {kNotApproved, "not_approved", "is not the request that the opening statement is for; take the statement for it"},
    {kProofMalformed, "proof_malformed", "is not a proof from the public log; ask its operator for that of log-prove"},
    {kProofInclusion, "proof_inclusion",
     "does not prove that the statement is in the city's public log; ask its operator for the proof of this statement"},
    {kProofWitnesses, "proof_witnesses",
     "is cosigned by too few witnesses; have more cosign the log and prove it again"},
    {kAnswerMalformed, "answer_malformed", "is not an answer to a request for an opening"},
    {kAnswerSize, "answer_size", "does not have the size that its header says; copy it again"},
    {kAnswerOtherEpoch, "answer_other_epoch", "is of another epoch"},
    {kAnswerOtherSharing, "answer_other_sharing", "was made with a share of another sharing"},
    {kAnswerOtherRequest, "answer_other_request", "answers another request"},
    {kAnswerUnknownCustodian, "answer_unknown_custodian", "is of a custodian whom the transcript does not know"},
    {kAnswerTwice, "answer_twice", "is of a custodian who gave one already"},
    {kAnswerSignature, "answer_signature", "is not signed by the custodian whom it names, or was changed"},
    {kAnswerRecords, "answer_records", "has not the records that are asked for"},
    {kTooFewAnswers, "too_few_answers", "has too few good answers to be opened"},
    {kPartialFalse, "partial_false", "gave a false part"},
    {kPartialMissing, "partial_missing", "gave no part"},
    {kPartialDiffers, "partial_differs", "gave a part that does not go with those that opened; ask for proofs"},
    {kUnproven, "unproven", "is damaged, or somebody gave a false part: only answers with proofs can tell"},
}};

const Words& words_of(OpeningError error) { return kWords[static_cast<std::size_t>(error)]; }

constexpr bool in_order() {
    for (std::size_t i = 0; i < kWords.size(); ++i)
        if (static_cast<std::size_t>(kWords[i].error) != i)
            return false;
    return kWords.size() == static_cast<std::size_t>(kUnproven) + 1;
}
static_assert(in_order());

}  // namespace

std::string_view code(OpeningError error) { return words_of(error).code; }

std::string_view explanation(OpeningError error) { return words_of(error).explanation; }

}  // namespace porchlight::custody

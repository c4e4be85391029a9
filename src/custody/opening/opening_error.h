// What can be wrong with an opening by a quorum (custody/FORMAT.md, Errors of opening by a quorum). Any thread.
#pragma once

#include <string_view>

namespace porchlight::custody {

enum class OpeningError {
    kRequestMalformed,
    kRequestOtherEpoch,
    kRequestOtherSharing,
    kSoughtMalformed,
    kSoughtDiffers,          // not what the request commits to
    kSoughtMissing,          // the request is for one person, and nobody says whom
    kRecordMissing,          // the export lacks a record that is asked for
    kExportDiffers,          // another export than the request's
    kExportOrder,            // its digests do not rise
    kUnreadable,             // a file cannot be read to its end
    kNotWritten,             // the answer cannot be written
    kShareDiffers,           // the share is not the one that the transcript commits to
    kCustodianKey,           // custodian.key is not the transcript's for this index
    kNoLog,                  // the trust file names no public log
    kStatementMalformed,     // not an opening statement
    kStatementOtherCity,     // or the transcript is
    kStatementOtherSharing,  // or of another epoch
    kStatementSignature,     // too few of the trust file's custodians signed it
    kNotApproved,            // it is for another request
    kProofMalformed,
    kProofInclusion,
    kProofWitnesses,
    kAnswerMalformed,
    kAnswerSize,
    kAnswerOtherEpoch,
    kAnswerOtherSharing,
    kAnswerOtherRequest,
    kAnswerUnknownCustodian,
    kAnswerTwice,
    kAnswerSignature,
    kAnswerRecords,  // its entries are not for the records that are asked for
    kTooFewAnswers,
    kPartialFalse,
    kPartialMissing,
    kPartialDiffers,  // does not go with the parts that opened the record
    kUnproven,        // the record is damaged or a part without proof is false
};
// "request_malformed", …
std::string_view code(OpeningError error);
// What it means and what to do, for people; follows the name of the file or thing.
std::string_view explanation(OpeningError error);

}  // namespace porchlight::custody

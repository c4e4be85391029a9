#include "custody/dkg/fault.h"

namespace porchlight::custody::dkg {

std::string_view code(CeremonyError error) {
    switch (error) {
        case CeremonyError::kMissing: return "ceremony_missing";
        case CeremonyError::kMalformed: return "ceremony_malformed";
        case CeremonyError::kSignature: return "ceremony_signature";
        case CeremonyError::kOther: return "ceremony_other";
        case CeremonyError::kOtherView: return "ceremony_other_view";
        case CeremonyError::kEquivocation: return "ceremony_equivocation";
        case CeremonyError::kReveal: return "ceremony_reveal";
        case CeremonyError::kProof: return "ceremony_proof";
        case CeremonyError::kBadShare: return "ceremony_bad_share";
        case CeremonyError::kFalseComplaint: return "ceremony_false_complaint";
        case CeremonyError::kNotItsShare: return "ceremony_not_its_share";
        case CeremonyError::kAgreement: return "ceremony_agreement";
    }
    return "ceremony_malformed";
}

std::string_view explanation(CeremonyError error) {
    switch (error) {
        case CeremonyError::kMissing: return "has not given a file of this round; ask for it";
        case CeremonyError::kMalformed: return "gave a file that is damaged or was never right; ask for another copy";
        case CeremonyError::kSignature: return "gave a file that their key did not sign; see who made it";
        case CeremonyError::kOther: return "gave a file of another ceremony; ask for the right one";
        case CeremonyError::kOtherView:
            return "has seen other files than you; put both folders side by side with compare-ceremony";
        case CeremonyError::kEquivocation: return "signed two different files of one round; end the ceremony";
        case CeremonyError::kReveal: return "revealed other values than they had committed to; end the ceremony";
        case CeremonyError::kProof: return "does not know a key that they sent as their own; end the ceremony";
        case CeremonyError::kBadShare: return "dealt a share that is wrong, as anyone can check; end the ceremony";
        case CeremonyError::kFalseComplaint:
            return "complained about a share that is right, as anyone can check; end the ceremony";
        case CeremonyError::kNotItsShare: return "dealt another share than their own; end the ceremony";
        case CeremonyError::kAgreement: return "agreed to another transcript than this one; end the ceremony";
    }
    return "is at fault";
}

}  // namespace porchlight::custody::dkg

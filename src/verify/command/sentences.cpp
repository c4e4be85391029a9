#include "verify/command/sentences.h"

namespace porchlight::checking {

std::string sentence(const CardCheck& check, const IssuerList& list) {
    const std::string by = " made by the " + list.city;
    switch (check.verdict) {
        case Verdict::kGenuineUntil: return "Genuine:" + by + ", valid until " + check.expiry->text() + ".";
        case Verdict::kDoesNotExpire: return "Genuine:" + by + ", does not expire.";
        case Verdict::kExpired: return "Expired:" + by + ", but valid only until " + check.expiry->text() + ".";
        case Verdict::kAltered: return "Altered: the city did not sign this code.";
        case Verdict::kUnknownIssuer: return "Unknown issuer: no key of the " + list.city + " made this code.";
        case Verdict::kWithdrawnIssuer:
            return "Withdrawn: the " + list.city + " no longer vouches for cards made with this key.";
        case Verdict::kNotOurs: break;
    }
    return "Not a card: this is not the code of a Porchlight card.";
}

std::string_view sentence(HolderResult result) {
    switch (result) {
        case HolderResult::kMatches: return "Matches: the code was made for this name, date of birth and number.";
        case HolderResult::kDiffers:
            return "Does not match: the code was made for another name, date of birth or number, or one is mistyped.";
        case HolderResult::kNameUnreadable: return "Not compared: that is no name that a card can hold.";
        case HolderResult::kDateNotReal: return "Not compared: that is no date of birth (YYYY-MM-DD).";
        case HolderResult::kNumberIncomplete: return "Not compared: a card number has 13 letters and digits.";
        case HolderResult::kNumberMistyped: return "Not compared: the number is mistyped, look at the card again.";
        case HolderResult::kNoMemory: break;
    }
    return "Not compared: this machine is short of memory.";
}

std::string_view sentence(PictureError error) {
    switch (error) {
        case PictureError::kMissing: return "The picture cannot be read: check its name.";
        case PictureError::kNoFormat: return "That file is not a picture that this machine reads.";
        case PictureError::kTooLarge: break;
    }
    return "That picture is too large: take one of at most 64 million pixels.";
}

std::string_view sentence(protocol::Error list_error) {
    switch (list_error) {
        case protocol::Error::kSignature: return "The list of keys is not signed by the custodians of --trust.";
        case protocol::Error::kCity: return "The list of keys is another city's than that of --trust.";
        default: return "--trust or --manifest is not such a file.";
    }
}

std::string stale_sentence(const IssuerList& list) {
    return "The list of keys was good through " + list.good_through.text() +
           ": get a newer one, for a key withdrawn since is not known here.";
}

}  // namespace porchlight::checking

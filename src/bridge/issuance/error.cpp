#include "bridge/issuance/error.h"

namespace porchlight::bridge {

std::string_view code(SubmitError error) {
    switch (error) {
        case SubmitError::kCardRequest: return "card_request";
        case SubmitError::kRecord: return "record";
        case SubmitError::kNumber: return "number";
        case SubmitError::kEnvelope: return "envelope";
        case SubmitError::kEpoch: return "epoch";
        case SubmitError::kGender: return "gender";
        case SubmitError::kField: return "field";
        case SubmitError::kFieldDoesNotFit: return "field_does_not_fit";
        case SubmitError::kClass: return "class";
        case SubmitError::kNameDoesNotFit: return "name_does_not_fit";
        case SubmitError::kGlyphMissing: return "glyph_missing";
        case SubmitError::kBusy: return "busy";
        case SubmitError::kApproved: return "approved";
        case SubmitError::kTray: return "tray";
        case SubmitError::kNoQuestion: return "no_question";
        case SubmitError::kNoManifest: return "no_manifest";
        case SubmitError::kNumbersEmpty: return "numbers_empty";
        case SubmitError::kNumbersDamaged: return "numbers_damaged";
        case SubmitError::kServerGone: return "server_gone";
        case SubmitError::kPrinter: return "printer";
        case SubmitError::kInternal: return "internal";
    }
    return "card_request";
}

unsigned status(SubmitError error) {
    switch (error) {
        case SubmitError::kCardRequest: return 400;
        case SubmitError::kClass:
        case SubmitError::kBusy:
        case SubmitError::kApproved:
        case SubmitError::kTray:
        case SubmitError::kNoQuestion: return 409;
        case SubmitError::kNoManifest:
        case SubmitError::kNumbersEmpty:
        case SubmitError::kNumbersDamaged:
        case SubmitError::kServerGone:
        case SubmitError::kPrinter: return 503;
        case SubmitError::kInternal: return 500;
        default: return 422;
    }
}

}  // namespace porchlight::bridge

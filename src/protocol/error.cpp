#include "protocol/error.h"

namespace porchlight::protocol {

std::string_view code(Error error) {
    switch (error) {
        case Error::kMalformed: return "malformed";
        case Error::kSignature: return "signature";
        case Error::kCity: return "city";
        case Error::kOlder: return "older";
        case Error::kExpired: return "expired";
        case Error::kFile: return "file";
        case Error::kNotLogged: return "not_logged";
        case Error::kReceiptSignature: return "receipt_signature";
        case Error::kReceiptOther: return "receipt_other";
        case Error::kReceiptExpired: return "receipt_expired";
        case Error::kIssuerSignature: return "issuer_signature";
    }
    return "malformed";
}

}  // namespace porchlight::protocol

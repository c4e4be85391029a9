// What bridge and server can find wrong with each other's messages (protocol/PROTOCOL.md).
#pragma once

#include <string_view>

namespace porchlight::protocol {

enum class Error {
    kMalformed,
    kSignature,
    kCity,
    kOlder,
    kExpired,
    kFile,
    kNotLogged,
    kReceiptSignature,
    kReceiptOther,
    kReceiptExpired,
    kIssuerSignature,
};

// "malformed", "signature", "city", "older", "expired", "file", "not_logged", "receipt_signature", "receipt_other",
// "receipt_expired", "issuer_signature".
std::string_view code(Error error);

}  // namespace porchlight::protocol

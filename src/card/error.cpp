#include "card/error.h"

namespace porchlight::card {

std::string_view code(Error error) {
    switch (error) {
        case Error::kNumberLength: return "number_length";
        case Error::kNumberSymbol: return "number_symbol";
        case Error::kNumberCheck: return "number_check";
        case Error::kCodePrefix: return "code_prefix";
        case Error::kCodeBase45: return "code_base45";
        case Error::kCodeSize: return "code_size";
        case Error::kCodeVersion: return "code_version";
        case Error::kCodeUnknownIssuer: return "code_unknown_issuer";
        case Error::kCodeWithdrawnIssuer: return "code_withdrawn_issuer";
        case Error::kCodeAltered: return "code_altered";
        case Error::kCodeExpired: return "code_expired";
    }
    return "code_altered";
}

}  // namespace porchlight::card

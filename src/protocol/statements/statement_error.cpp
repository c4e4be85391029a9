#include "protocol/statements/statement_error.h"

namespace porchlight::protocol {

std::string_view code(StatementError error) {
    switch (error) {
        case StatementError::kMalformed: return "malformed";
        case StatementError::kCity: return "city";
        case StatementError::kSharing: return "sharing";
        case StatementError::kIndex: return "index";
        case StatementError::kSignature: return "signature";
        case StatementError::kNotLogged: return "not_logged";
    }
    return "malformed";
}

}  // namespace porchlight::protocol

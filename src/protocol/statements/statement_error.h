// What a reader can find wrong with statements and transcripts (protocol/PROTOCOL.md, Statements).
#pragma once

#include <string_view>

namespace porchlight::protocol {

enum class StatementError {
    kMalformed,
    kCity,       // of another city than the trust file
    kSharing,    // not known here, or of another epoch
    kIndex,      // more than the sharing has
    kSignature,  // those did not sign who must
};

// "malformed", "city", "sharing", "index", "signature".
std::string_view code(StatementError error);

}  // namespace porchlight::protocol

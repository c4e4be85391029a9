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
    kNotLogged,  // the trust file names a public log, and this does not prove to be in it
};

// "malformed", "city", "sharing", "index", "signature", "not_logged".
std::string_view code(StatementError error);

}  // namespace porchlight::protocol

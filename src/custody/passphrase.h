// Passphrases, from a file or typed at the terminal without being shown. Main thread.
#pragma once

#include "custody/folder.h"
#include "custody/refusal.h"

namespace porchlight::custody {

// What is asked for, and where it may stand instead.
struct PassphraseSource {
    std::string file;      // a file or a pipe, its last line feed left off; empty: the terminal
    std::string question;  // such as "Passphrase of your share"
};

// kMissing, kUnreadable, kTooLarge (more than kMaxPassphraseBytes), kKeyOpenToOthers.
Allowed<secret_bytes> read_passphrase(const PassphraseSource& source);
// At least kMinPassphraseBytes; at the terminal typed twice.
Allowed<secret_bytes> read_new_passphrase(const PassphraseSource& source);

}  // namespace porchlight::custody

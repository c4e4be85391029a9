// Making and signing a programme manifest (custody/FORMAT.md, What is signed). One thread; the clock is the caller's.
#pragma once

#include "base/crypto.h"
#include "custody/folder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace porchlight::custody {

struct ManifestOptions {
    std::uint32_t serial = 1;
    std::int64_t now = 0;  // seconds since 1970
    int days = 90;         // how long the manifest is valid
    // The text of the manifest that is in force: its issuers stay listed, so that the cards they signed stay genuine.
    // Empty for a city's first.
    std::string previous{};
    std::vector<public_key> withdrawn{};  // issuers of it whose cards are not to be trusted any more
};

// programme: the text of a programme file. The signed document, checked as a bridge checks it.
// kProgramme, kCityDiffers, kTrust, kDates, kManifest (previous is not this city's), kSerial (not higher than its),
// kIssuer (withdrawn, but not listed, or the one that is to sign), and the errors of key files.
Result<std::string> sign_manifest(const Folder& keys, std::string_view programme, const ManifestOptions& options);

}  // namespace porchlight::custody

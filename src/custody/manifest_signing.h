// Making and signing a programme manifest (custody/FORMAT.md, What is signed). One thread; the clock is the caller's.
#pragma once

#include "base/crypto.h"
#include "custody/folder.h"
#include "custody/shares/sharing.h"
#include "protocol/manifest.h"

#include <cstdint>
#include <optional>
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
    // Who holds the epoch's key. Nothing: epoch.share of the folder, and epoch.json.
    std::optional<Sharing> sharing{};
    // The id of the approved retention schedule. Empty: that of epoch.json, or of the previous manifest's same epoch.
    std::string schedule{};
};

// programme: the text of a programme file. The signed document, checked as a bridge checks it but for the number of
// signatures: where trust.json asks for more than one, the others countersign.
// kProgramme, kCityDiffers, kTrust, kDates, kManifest (previous is not this city's), kSerial (not higher than its),
// kSchedule (no text of its length, or another than in epoch.json or the previous manifest), kIssuer (withdrawn, but
// not listed, or the one that is to sign), and the errors of key files.
Result<std::string> sign_manifest(const Folder& keys, std::string_view programme, const ManifestOptions& options);

// Is its key the Montgomery form of C_0, and are its epoch and dates those of the sharing? kSharingKey.
Result<void> check_manifest_key(const protocol::Manifest& manifest, const Sharing& sharing);

struct Countersigned {
    std::string text;            // of the document
    std::size_t signatures = 0;  // of different custodians of the city
    std::size_t needed = 0;
    protocol::Epoch epoch;
};
// Adds the custodian's signature to a manifest, after checking it and its key. kManifest, kSharingKey, kTrust, and the
// errors of key files.
Result<Countersigned> countersign_manifest(const Folder& keys, std::string_view manifest, const Sharing& sharing,
                                           std::int64_t now);

}  // namespace porchlight::custody

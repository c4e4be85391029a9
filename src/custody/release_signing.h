// Listing and signing a release of the kiosk's code (custody/FORMAT.md, What is signed). One thread.
#pragma once

#include "custody/folder.h"
#include "protocol/release.h"

#include <cstdint>
#include <string>

namespace porchlight::custody {

// kReleasePath, kReleaseType, kReleaseLonelyBrotli, kReleaseLimits, and the errors of reading.
Result<protocol::Release> list_release(const Folder& root, std::uint32_t serial);

// The signed document, checked as a bridge checks it; kTrust if trust.json is not of this release key.
Result<std::string> sign_release(const Folder& keys, const Folder& root, std::uint32_t serial);

}  // namespace porchlight::custody

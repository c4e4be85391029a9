// Making and signing a programme manifest (custody/FORMAT.md, What is signed). One thread; the clock is the caller's.
#pragma once

#include "custody/folder.h"

#include <cstdint>
#include <string>

namespace porchlight::custody {

struct ManifestOptions {
    std::uint32_t serial = 1;
    std::int64_t now = 0;  // seconds since 1970
    int days = 90;         // how long the manifest is valid
};

// programme: the text of a programme file. The signed document, checked as a bridge checks it.
// kProgramme, kCityDiffers, kTrust, kDates, and the errors of key files.
Result<std::string> sign_manifest(const Folder& keys, std::string_view programme, const ManifestOptions& options);

}  // namespace porchlight::custody

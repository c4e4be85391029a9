// Making the documents that custodians and release keys sign: manifest and release (protocol/PROTOCOL.md).
// Pure functions, any thread.
#pragma once

#include "base/json.h"
#include "custody/keys.h"
#include "protocol/manifest.h"
#include "protocol/release.h"

#include <optional>

namespace porchlight::custody {

struct ManifestTerms {
    std::string city;
    std::uint32_t serial = 1;
    std::int64_t expires = 0;  // seconds since 1970
    std::uint32_t epoch = 1;
    envelope::EpochPublicKey epoch_key{};
    date epoch_end;
    date epoch_destroy;
    public_key issuer{};
    public_key receipts{};
};

// The signed document's text, or nothing if the programme makes no valid manifest.
std::optional<std::string> signed_manifest(const json& programme, const ManifestTerms& terms,
                                           const signing_key& custodian);

std::string signed_release(const protocol::Release& release, const signing_key& release_key);

// The Content-Type that a release gives a path, by its extension.
std::string content_type(std::string_view path);

}  // namespace porchlight::custody

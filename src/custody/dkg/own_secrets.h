// What a person brings to a step: their key, their part in it, and the ceremony's secret. One thread.
#pragma once

#include "custody/dkg/actions.h"

namespace porchlight::custody::dkg {

struct Own {
    Ceremony ceremony;
    signing_key key;
    std::uint32_t index = 0;   // as a custodian; 0 if not invited
    std::uint32_t dealer = 0;  // as a dealer; 0 if not one
};

enum class Part { kCustodian, kDealer, kAny };

// The ceremony of the table, and who the key of `own` is in it. "ceremony_stranger" if that is not the part wanted.
Allowed<Own> load_own(const Place& place, Part part);

// Opens the ceremony's secret; makes it first where it is not there and may be made.
Allowed<CeremonySecrets> open_or_make_secrets(const Place& place, const Own& own, byte_view passphrase,
                                              const PassphraseCost& cost);
Allowed<CeremonySecrets> open_secrets(const Place& place, const Own& own, byte_view passphrase);

// A share of this sharing in a folder, opened and checked against it.
Allowed<Share> open_checked_share(const Folder& folder, const std::string& name, const Sharing& sharing,
                                  byte_view passphrase);

}  // namespace porchlight::custody::dkg

// Making every key of a new city with one custodian (custody/FORMAT.md, Key files). One thread.
#pragma once

#include "custody/epoch_dates.h"
#include "custody/folder.h"
#include "custody/key_file.h"
#include "custody/shares/sharing.h"
#include "protocol/trust.h"

namespace porchlight::custody {

constexpr std::string_view kTrustFile = "trust.json";

// Five key files, trust.json and epoch.json. Writes all of them or none: kExists if any is there already, kCity,
// kDates, kSchedule, kNotWritten.
Result<void> create_keys(Folder& keys, const std::string& city, const EpochDates& dates, const date& today);

// What kiosks pin of a city whose custodians made its key together: k of them sign.
protocol::Trust trust_of(const Sharing& sharing, protocol::KeySet releases);

// The keys of a city whose custodians have made its epoch's key together: three key files, and trust.json with the
// custodians of the sharing, k of whom sign. Writes all or none: kExists, kNotWritten.
Result<void> create_keys_of(Folder& keys, const Sharing& sharing);

// A new issuer key in the place of the old one, which is deleted: what it signed is known by its public half in the
// last manifest. The new public half. kNotWritten; then there may be none, and this may be called again.
Result<public_key> renew_issuer(Folder& keys);

// A key of the folder: the errors of reading, kKeyMalformed, kKeyKind, kKeyOtherPublic.
Result<KeyFile> load_key(const Folder& keys, KeyKind kind);

}  // namespace porchlight::custody

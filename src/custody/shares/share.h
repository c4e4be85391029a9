// One custodian's share of an epoch's key (custody/FORMAT.md, Share files). One owner; its scalar is wiped with it.
// Pure functions, any thread.
#pragma once

#include "base/secret_bytes.h"
#include "custody/shares/sharing.h"

namespace porchlight::custody {

struct Share {
    std::uint32_t epoch = 0;
    std::uint32_t sharing = 0;  // its number
    std::uint32_t index = 0;    // 1 to n
    hash256 transcript{};       // hash_of(Sharing)
    secret_bytes scalar;        // 32 bytes, little-endian, reduced
};

enum class ShareError {
    kMalformed,   // not a share file
    kPassphrase,  // another passphrase, or changed bytes
    kMemory,      // the passphrase's hash needs more memory than there is
    kEpoch,       // of another epoch than the transcript
    kSharing,     // of another sharing of that epoch
    kIndex,       // of no custodian of that sharing
    kScalar,      // not the share that the commitments tell of
};
// "share_malformed", …
std::string_view code(ShareError error);
std::string_view explanation(ShareError error);

// Is it the share of this index in this sharing? kEpoch, kSharing, kIndex, kScalar.
std::expected<void, ShareError> check_share(const Share& share, const Sharing& sharing);

// "epoch-<id>-sharing-<m>-custodian-<i>.share"
std::string share_file_name(std::uint32_t epoch, std::uint32_t sharing, std::uint32_t index);

}  // namespace porchlight::custody

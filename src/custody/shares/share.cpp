#include "custody/shares/share.h"

#include "custody/group/scalar.h"

namespace porchlight::custody {

std::string_view code(ShareError error) {
    switch (error) {
        case ShareError::kMalformed: return "share_malformed";
        case ShareError::kPassphrase: return "share_passphrase";
        case ShareError::kMemory: return "share_memory";
        case ShareError::kEpoch: return "share_epoch";
        case ShareError::kSharing: return "share_sharing";
        case ShareError::kIndex: return "share_index";
        case ShareError::kScalar: return "share_scalar";
    }
    return "share_malformed";
}

std::string_view explanation(ShareError error) {
    switch (error) {
        case ShareError::kMalformed: return "is not a share file, or is damaged; take the copy that you keep elsewhere";
        case ShareError::kPassphrase: return "does not open: the passphrase is another, or the file was changed";
        case ShareError::kMemory: return "needs 256 MiB of memory to open; end other programs";
        case ShareError::kEpoch: return "is a share of another epoch's key";
        case ShareError::kSharing: return "is of another sharing of this epoch; take the newest share and transcript";
        case ShareError::kIndex: return "is of no custodian of this sharing";
        case ShareError::kScalar: return "is not the share that the transcript tells of; take another copy";
    }
    return "cannot be read";
}

std::expected<void, ShareError> check_share(const Share& share, const Sharing& sharing) {
    if (share.epoch != sharing.epoch)
        return std::unexpected(ShareError::kEpoch);
    if (share.sharing != sharing.number || share.transcript != hash_of(sharing))
        return std::unexpected(ShareError::kSharing);
    if (share.index < 1 || share.index > sharing.n())
        return std::unexpected(ShareError::kIndex);
    if (!group::is_usable_scalar(share.scalar.view()) ||
        group::base_multiply(share.scalar.view()) != sharing.verification_key(share.index))
        return std::unexpected(ShareError::kScalar);
    return {};
}

std::string share_file_name(std::uint32_t epoch, std::uint32_t sharing, std::uint32_t index) {
    return "epoch-" + std::to_string(epoch) + "-sharing-" + std::to_string(sharing) + "-custodian-" +
           std::to_string(index) + ".share";
}

}  // namespace porchlight::custody

#include "custody/opening/sharing_keys.h"

namespace porchlight::custody {

SharingKeys::SharingKeys(Sharing sharing)
    : m_sharing(std::move(sharing)), m_hash(hash_of(m_sharing)), m_epoch_key(m_sharing.epoch_public_key()) {
    for (std::uint32_t index = 1; index <= m_sharing.n(); ++index)
        m_verification_keys.push_back(m_sharing.verification_key(index));
}

std::expected<void, OpeningError> SharingKeys::check(const OpeningRequest& request) const {
    if (request.epoch != m_sharing.epoch)
        return std::unexpected(OpeningError::kRequestOtherEpoch);
    if (request.sharing != m_hash)
        return std::unexpected(OpeningError::kRequestOtherSharing);
    return {};
}

}  // namespace porchlight::custody

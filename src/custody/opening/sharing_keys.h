// What an opening needs of a sharing, computed once: from its public transcript alone. Any thread.
#pragma once

#include "custody/opening/request.h"
#include "custody/shares/sharing.h"

namespace porchlight::custody {

class SharingKeys {
public:
    // A sharing that check_sharing takes.
    explicit SharingKeys(Sharing sharing);

    const Sharing& sharing() const { return m_sharing; }
    const hash256& hash() const { return m_hash; }
    const byte_array<32>& epoch_key() const { return m_epoch_key; }  // X25519
    std::uint32_t k() const { return m_sharing.k; }
    bool has(std::uint32_t index) const { return index >= 1 && index <= m_sharing.n(); }
    // index: 1 to n.
    const Custodian& custodian(std::uint32_t index) const { return m_sharing.custodians[index - 1]; }
    const group::Point& verification_key(std::uint32_t index) const { return m_verification_keys[index - 1]; }

    // kRequestOtherEpoch, kRequestOtherSharing.
    std::expected<void, OpeningError> check(const OpeningRequest& request) const;

private:
    Sharing m_sharing;
    hash256 m_hash;
    byte_array<32> m_epoch_key;
    std::vector<group::Point> m_verification_keys;
};

}  // namespace porchlight::custody

// BLAKE2b-256 (RFC 7693) of what comes in pieces, such as a file that is not held in memory. One owner, any thread.
#pragma once

#include "base/crypto.h"

namespace porchlight {

class running_hash {
public:
    running_hash();
    void update(byte_view piece);
    // Of all pieces so far; more may follow.
    hash256 value() const;

private:
    static constexpr std::size_t kStateBytes = 384;
    static constexpr std::size_t kStateAlignment = 64;
    alignas(kStateAlignment) byte_array<kStateBytes> m_state{};
};

}  // namespace porchlight

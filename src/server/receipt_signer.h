// Makes the answer to an approved issuance: receipt and issuer's signature, each by its own key
// (protocol/PROTOCOL.md, Answer, Receipt). Keeps nothing of what it signed.
// Any thread.
#pragma once

#include "base/crypto.h"
#include "protocol/receipt.h"

#include <cstdint>

namespace porchlight::server {

struct ServerKeys {
    signing_key issuer;
    signing_key receipt;
};

class ReceiptSigner {
public:
    explicit ReceiptSigner(ServerKeys keys) : m_keys(std::move(keys)) {}

    // now: seconds since 1970.
    protocol::Answer approval_of(const protocol::KioskRequest& request, std::int64_t now) const;

private:
    ServerKeys m_keys;
};

}  // namespace porchlight::server

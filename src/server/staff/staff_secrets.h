// The secrets of people's apps as the store may have them: wrapped under keys/staff.key, which is not in the
// database (protocol/PROTOCOL.md, Accounts).
// Any thread.
#pragma once

#include "base/wrapping.h"

#include <string>

namespace porchlight::server {

class StaffSecrets {
public:
    // key: kWrappingKeyBytes.
    explicit StaffSecrets(secret_bytes key) : m_key(std::move(key)) {}

    bytes wrap(const std::string& account, byte_view secret) const {
        return wrap_secret(m_key.view(), "porchlight app v1 " + account, secret);
    }
    std::optional<secret_bytes> unwrap(const std::string& account, byte_view wrapped) const {
        return unwrap_secret(m_key.view(), "porchlight app v1 " + account, wrapped);
    }

private:
    secret_bytes m_key;
};

}  // namespace porchlight::server

#include "base/bare_signature.h"

#include <sodium.h>

namespace porchlight {

signature sign_bare(const signing_key& key, byte_view message) {
    signature out{};
    crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), key.secret.data());
    return out;
}

bool verify_bare(const public_key& key, byte_view message, byte_view sig) {
    return sig.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(sig.data(), message.data(), message.size(), key.data()) == 0;
}

}  // namespace porchlight

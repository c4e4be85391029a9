#include "base/wrapping.h"

#include "base/crypto.h"

#include <sodium.h>

#include <algorithm>

namespace porchlight {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

bytes wrap_secret(byte_view key, std::string_view context, byte_view secret) {
    bytes out(kNonceBytes + secret.size() + kTagBytes);
    random_bytes(byte_span(out).first(kNonceBytes));
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonceBytes, nullptr, secret.data(), secret.size(),
                                               as_bytes(context).data(), context.size(), nullptr, out.data(),
                                               key.data());
    return out;
}

std::optional<secret_bytes> unwrap_secret(byte_view key, std::string_view context, byte_view wrapped) {
    if (wrapped.size() < kNonceBytes + kTagBytes)
        return std::nullopt;
    secret_bytes out(wrapped.size() - kNonceBytes - kTagBytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, wrapped.data() + kNonceBytes,
                                                   wrapped.size() - kNonceBytes, as_bytes(context).data(),
                                                   context.size(), wrapped.data(), key.data()) != 0)
        return std::nullopt;
    return out;
}

}  // namespace porchlight

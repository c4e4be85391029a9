#include "server/staff/passkey_key.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <memory>

namespace porchlight::server {
namespace {

constexpr std::size_t kEd25519Bytes = 32;
constexpr std::size_t kP256Bytes = 64;
constexpr std::uint8_t kUncompressed = 0x04;

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* pointer) const {
        Free(pointer);
    }
};
using Pkey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;

// Null for a point that is not on the curve.
Pkey p256_key(byte_view x_and_y) {
    bytes point{kUncompressed};
    point.insert(point.end(), x_and_y.begin(), x_and_y.end());
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return nullptr;
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Pkey(key);
}

Pkey load(byte_view key) {
    if (key.size() == kP256Bytes)
        return p256_key(key);
    if (key.size() == kEd25519Bytes)
        return Pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    return nullptr;
}

// The parts of a COSE key that are asked for; RFC 9053, 7.
struct CoseKey {
    std::int64_t type = 0;
    std::int64_t algorithm = 0;
    std::int64_t curve = 0;
    byte_view x;
    byte_view y;
};

bool read_part(CborReader& in, std::int64_t label, CoseKey& out) {
    const auto number = [&](std::int64_t& part) {
        const auto value = in.integer();
        part = value.value_or(0);
        return value.has_value();
    };
    const auto coordinate = [&](byte_view& part) {
        const auto value = in.byte_string();
        part = value.value_or(byte_view());
        return value.has_value();
    };
    switch (label) {
        case 1: return number(out.type);
        case 3: return number(out.algorithm);
        case -1: return number(out.curve);
        case -2: return coordinate(out.x);
        case -3: return coordinate(out.y);
        default: return in.skip();
    }
}

bool is_es256(const CoseKey& key) {
    return key.type == 2 && key.algorithm == kEs256 && key.curve == 1 && key.x.size() == kP256Bytes / 2 &&
           key.y.size() == kP256Bytes / 2;
}

bool is_ed_dsa(const CoseKey& key) {
    return key.type == 1 && key.algorithm == kEdDsa && key.curve == 6 && key.x.size() == kEd25519Bytes && key.y.empty();
}

}  // namespace

std::optional<bytes> read_passkey_key(CborReader& in) {
    const auto pairs = in.map();
    if (!pairs || *pairs > in.rest().size())
        return std::nullopt;
    CoseKey key;
    for (std::uint64_t i = 0; i < *pairs; ++i) {
        const auto label = in.integer();
        if (!label || !read_part(in, *label, key))
            return std::nullopt;
    }
    if (!is_es256(key) && !is_ed_dsa(key))
        return std::nullopt;
    bytes out(key.x.begin(), key.x.end());
    out.insert(out.end(), key.y.begin(), key.y.end());
    if (!load(out))
        return std::nullopt;
    return out;
}

bool passkey_signature_is_good(byte_view key, byte_view message, byte_view signature) {
    const auto loaded = load(key);
    const Digest digest(EVP_MD_CTX_new());
    const auto* hash = key.size() == kP256Bytes ? EVP_sha256() : nullptr;
    return loaded && digest && EVP_DigestVerifyInit(digest.get(), nullptr, hash, nullptr, loaded.get()) == 1 &&
           EVP_DigestVerify(digest.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace porchlight::server

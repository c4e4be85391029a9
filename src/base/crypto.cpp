#include "base/crypto.h"

#include <sodium.h>

#include <array>
#include <cstring>

namespace porchlight {
namespace {

hash256 hash_parts(byte_view key, std::initializer_list<byte_view> parts) {
    crypto_generichash_state state;
    hash256 out;
    crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(), out.size());
    for (auto part : parts)
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

bytes signed_message(std::string_view context, byte_view message) {
    bytes out;
    out.reserve(1 + context.size() + message.size());
    out.push_back(static_cast<std::uint8_t>(context.size()));
    out.insert(out.end(), context.begin(), context.end());
    out.insert(out.end(), message.begin(), message.end());
    return out;
}

}  // namespace

bool start_crypto() { return sodium_init() >= 0; }

hash256 hash(std::initializer_list<byte_view> parts) { return hash_parts({}, parts); }

hash256 keyed_hash(byte_view key, std::initializer_list<byte_view> parts) { return hash_parts(key, parts); }

void random_bytes(byte_span out) {
    if (!out.empty())
        randombytes_buf(out.data(), out.size());
}

std::uint32_t random_below(std::uint32_t bound) { return randombytes_uniform(bound); }

signing_key signing_key::generate() {
    secret_bytes seed(crypto_sign_SEEDBYTES);
    random_bytes(seed.span());
    return from_seed(seed.view());
}

signing_key signing_key::from_seed(byte_view seed) {
    signing_key key;
    key.secret = secret_bytes(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(key.public_half.data(), key.secret.data(), seed.data());
    return key;
}

signature sign(const signing_key& key, std::string_view context, byte_view message) {
    const bytes whole = signed_message(context, message);
    signature out;
    crypto_sign_detached(out.data(), nullptr, whole.data(), whole.size(), key.secret.data());
    return out;
}

bool verify(const public_key& key, std::string_view context, byte_view message, byte_view sig) {
    if (sig.size() != crypto_sign_BYTES)
        return false;
    const bytes whole = signed_message(context, message);
    return crypto_sign_verify_detached(sig.data(), whole.data(), whole.size(), key.data()) == 0;
}

std::string hash_password(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return {};
    return out.data();
}

bool password_matches(const std::string& hashed, std::string_view password) {
    if (hashed.size() >= crypto_pwhash_STRBYTES)
        return false;
    std::array<char, crypto_pwhash_STRBYTES> stored{};
    std::memcpy(stored.data(), hashed.data(), hashed.size());
    return crypto_pwhash_str_verify(stored.data(), password.data(), password.size()) == 0;
}

}  // namespace porchlight

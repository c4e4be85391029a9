#include "tests/server/support/authenticator.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace porchlight::server::test {
namespace {

constexpr std::size_t kIdBytes = 32;

void append(bytes& out, byte_view more) { out.insert(out.end(), more.begin(), more.end()); }

bytes client_data(const Ceremony& ceremony, std::string_view usual_type) {
    auto challenge = to_base64(ceremony.challenge);
    std::ranges::replace(challenge, '+', '-');
    std::ranges::replace(challenge, '/', '_');
    challenge.erase(std::min(challenge.find('='), challenge.size()));
    const json object = {{"type", ceremony.type.empty() ? std::string(usual_type) : ceremony.type},
                         {"challenge", challenge},
                         {"origin", ceremony.party.origin},
                         {"crossOrigin", ceremony.cross_origin}};
    const auto text = object.dump();
    return {text.begin(), text.end()};
}

bytes head(const Ceremony& ceremony, std::uint8_t more_flags) {
    bytes out;
    append(out, sha256(as_bytes(ceremony.party.id)));
    out.push_back(static_cast<std::uint8_t>(ceremony.flags | more_flags));
    byte_array<4> count{};
    put_u32(count, ceremony.sign_count);
    append(out, count);
    return out;
}

}  // namespace

TestAuthenticator::TestAuthenticator(KeyKind kind)
    : m_kind(kind),
      m_key(kind == KeyKind::kEs256 ? EVP_EC_gen("P-256") : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")) {
    if (m_key == nullptr || !start_crypto())
        throw std::runtime_error("no key");
    const auto id = random_array<kIdBytes>();
    m_id.assign(id.begin(), id.end());
}

TestAuthenticator::~TestAuthenticator() { EVP_PKEY_free(m_key); }

bytes TestAuthenticator::public_key_bytes() const {
    std::size_t size = 0;
    if (m_kind == KeyKind::kEdDsa) {
        bytes out(32);
        size = out.size();
        EVP_PKEY_get_raw_public_key(m_key, out.data(), &size);
        return out;
    }
    bytes point(65);
    EVP_PKEY_get_octet_string_param(m_key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size);
    return {point.begin() + 1, point.end()};
}

bytes TestAuthenticator::cose_key() const {
    const auto key = public_key_bytes();
    bytes out;
    if (m_kind == KeyKind::kEdDsa) {
        append(out, std::array<std::uint8_t, 10>{0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20});
        append(out, key);
        return out;
    }
    append(out, std::array<std::uint8_t, 10>{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
    append(out, byte_view(key).first(32));
    append(out, std::array<std::uint8_t, 3>{0x22, 0x58, 0x20});
    append(out, byte_view(key).subspan(32));
    return out;
}

Passkey TestAuthenticator::passkey() const { return {m_id, public_key_bytes(), 0}; }

bytes TestAuthenticator::sign(byte_view message) const {
    auto* context = EVP_MD_CTX_new();
    std::size_t size = 0;
    const auto* digest = m_kind == KeyKind::kEs256 ? EVP_sha256() : nullptr;
    bytes out(128);
    size = out.size();
    if (EVP_DigestSignInit(context, nullptr, digest, nullptr, m_key) != 1 ||
        EVP_DigestSign(context, out.data(), &size, message.data(), message.size()) != 1)
        size = 0;
    EVP_MD_CTX_free(context);
    out.resize(size);
    return out;
}

TestRegistration TestAuthenticator::registration(const Ceremony& ceremony) const {
    auto data = head(ceremony, 0x40);
    append(data, byte_array<16>{});  // aaguid
    byte_array<2> id_size{};
    put_u16(id_size, static_cast<std::uint16_t>(m_id.size()));
    append(data, id_size);
    append(data, m_id);
    append(data, cose_key());
    bytes attestation{0xa3};
    append(attestation, as_bytes("\x63"
                                 "fmt"
                                 "\x64"
                                 "none"
                                 "\x67"
                                 "attStmt"
                                 "\xa0"
                                 "\x68"
                                 "authData"
                                 "\x58"));
    attestation.push_back(static_cast<std::uint8_t>(data.size()));
    append(attestation, data);
    return {client_data(ceremony, "webauthn.create"), std::move(attestation)};
}

PasskeyAssertion TestAuthenticator::assertion(const Ceremony& ceremony) const {
    PasskeyAssertion out{m_id, client_data(ceremony, "webauthn.get"), head(ceremony, 0), {}};
    auto message = out.authenticator_data;
    append(message, sha256(out.client_data));
    out.signature = sign(message);
    return out;
}

}  // namespace porchlight::server::test

// An authenticator of the tests' own, and the browser before it: says what it is told to, right or wrong.
#pragma once

#include "base/crypto.h"
#include "base/json.h"
#include "server/staff/passkey.h"

#include <memory>

struct evp_pkey_st;

namespace porchlight::server::test {

enum class KeyKind { kEs256, kEdDsa };

// What a browser was asked, or claims to have been.
struct Ceremony {
    bytes challenge;
    RelyingParty party;
    std::string type = {};      // empty: the right one
    std::uint8_t flags = 0x05;  // UP, UV
    std::uint32_t sign_count = 0;
    bool cross_origin = false;
};

struct TestRegistration {
    bytes client_data;
    bytes attestation;
};

class TestAuthenticator {
public:
    explicit TestAuthenticator(KeyKind kind);
    ~TestAuthenticator();
    TestAuthenticator(const TestAuthenticator&) = delete;
    TestAuthenticator& operator=(const TestAuthenticator&) = delete;

    const bytes& id() const { return m_id; }
    // As a server stores it, with a count of 0.
    Passkey passkey() const;
    TestRegistration registration(const Ceremony& ceremony) const;
    PasskeyAssertion assertion(const Ceremony& ceremony) const;

private:
    bytes public_key_bytes() const;
    bytes cose_key() const;
    bytes sign(byte_view message) const;

    KeyKind m_kind;
    evp_pkey_st* m_key;
    bytes m_id;
};

}  // namespace porchlight::server::test

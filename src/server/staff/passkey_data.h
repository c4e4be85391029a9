// The two things an authenticator and a browser say: authenticator data (WebAuthn Level 3, 6.1) and client data
// (5.8.1). Reading only; what they must be is passkey.h's.
// Pure functions, any thread.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>

namespace porchlight::server {

using Sha256 = byte_array<32>;
Sha256 sha256(byte_view data);

constexpr std::size_t kMaxCredentialIdBytes = 1023;

struct AuthenticatorData {
    Sha256 relying_party{};  // of its id
    bool user_present = false;
    bool user_verified = false;
    std::uint32_t sign_count = 0;
    // Of a registration, else empty.
    bytes credential_id;
    bytes key;  // passkey_key.h
};

// Nothing if malformed, or with a key of another kind.
std::optional<AuthenticatorData> read_authenticator_data(byte_view in);
// The "authData" of an attestation object; the statement is skipped.
std::optional<byte_view> authenticator_data_of(byte_view attestation_object);

struct ClientData {
    std::string type;
    bytes challenge;
    std::string origin;
    bool cross_origin = false;
};

std::optional<ClientData> read_client_data(byte_view in);

}  // namespace porchlight::server

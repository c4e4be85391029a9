// Passkeys: what a browser sends of a new one, and of a sign-in, is checked (WebAuthn Level 3, 7.1 and 7.2). The
// attestation statement is not looked at (protocol/PROTOCOL.md, Accounts).
// Pure functions, any thread.
#pragma once

#include "server/staff/passkey_data.h"

#include <expected>

namespace porchlight::server {

// The site that asks: "https://desk.example:8460", and its host alone.
struct RelyingParty {
    std::string origin;
    std::string id;
};

// A passkey is both factors, so its owner must be verified; a second factor beside another need not be.
enum class UserVerification { kRequired, kNotAsked };

enum class PasskeyError {
    kMalformed,     // or a key of another kind
    kType,          // of the client data
    kChallenge,     // not the one that was given
    kOrigin,        // another, or a frame in another
    kRelyingParty,  // another host's passkey
    kNotPresent,    // nobody touched the authenticator
    kNotVerified,   // nobody's PIN, finger or face
    kSignature,
    kCount,  // it did not grow: there may be a copy of the authenticator
};

struct Passkey {
    bytes id;
    bytes key;  // passkey_key.h
    std::uint32_t sign_count = 0;

    friend bool operator==(const Passkey&, const Passkey&) = default;
};

std::expected<Passkey, PasskeyError> check_registration(byte_view client_data, byte_view attestation_object,
                                                        byte_view challenge, const RelyingParty& party,
                                                        UserVerification verification = UserVerification::kRequired);

// What a browser sends of a sign-in.
struct PasskeyAssertion {
    bytes id;
    bytes client_data;
    bytes authenticator_data;
    bytes signature;
};

// The new count of signatures. The assertion's id is the caller's to look up.
std::expected<std::uint32_t, PasskeyError> check_assertion(const PasskeyAssertion& assertion, const Passkey& passkey,
                                                           byte_view challenge, const RelyingParty& party,
                                                           UserVerification verification = UserVerification::kRequired);

}  // namespace porchlight::server

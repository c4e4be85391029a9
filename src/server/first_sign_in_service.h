// The first sign-in of an account: an invitation is exchanged for a passkey, or for a password and an app's codes
// (protocol/PROTOCOL.md, Accounts). Without transport.
// The I/O thread only.
#pragma once

#include "server/password_checker.h"
#include "server/staff_access.h"

namespace porchlight::server {

constexpr std::size_t kMinPasswordBytes = 10;
constexpr std::size_t kMaxPasswordBytes = 1024;

// What the browser needs for either way.
struct FirstSignIn {
    std::string ticket;
    std::string secret;  // of the app, base32
    bytes challenge;     // for the passkey
    byte_array<16> user{};
};

class FirstSignInService {
public:
    using Answered = std::function<void(std::expected<std::string, Error> cookie)>;

    FirstSignInService(StaffAccess& access, PasswordChecker& passwords) : m_access(access), m_passwords(passwords) {}

    // kInvitation: no such name and code; kInvitationOver: it was good until a day that is past; kTooMany.
    std::expected<FirstSignIn, Error> begin(const std::string& name, std::string_view code);
    // kPassword: too short or too long; kCode; kInvitation: the ticket or the invitation is not good any more.
    void choose_app(std::string_view ticket, std::string password, std::string_view code, Answered answered);
    // kPasskey; kInvitation.
    void choose_passkey(std::string_view ticket, byte_view client_data, byte_view attestation,
                        const RelyingParty& party, Answered answered);

private:
    void finish(const Staff& before, const Staff& after, const std::string& ticket, Answered answered);

    StaffAccess& m_access;
    PasswordChecker& m_passwords;
};

}  // namespace porchlight::server

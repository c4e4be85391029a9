// Signing in at the desk: by password and an app's code, or by passkey (protocol/PROTOCOL.md, Accounts). Without
// transport.
// The I/O thread only.
#pragma once

#include "server/passkey_challenges.h"
#include "server/password_checker.h"
#include "server/staff_access.h"

namespace porchlight::server {

// A cookie: signed in. A ticket: the code of the app is wanted too.
struct SignedIn {
    std::string cookie;
    std::string ticket;
};

class SignInService {
public:
    using Answered = std::function<void(std::expected<SignedIn, Error>)>;
    using Cookie = std::expected<std::string, Error>;

    SignInService(StaffAccess& access, PasswordChecker& passwords);

    // kSignIn: no such name and password; kLocked; kTooMany: not now.
    void sign_in(const std::string& name, std::string password, const Answered& answered);
    // kCode: not the app's, or used; kSignIn: no such ticket; kLocked, kTooMany.
    Cookie sign_in_with_code(std::string_view ticket, std::string_view code);

    PasskeyChallenge passkey_challenge() const { return m_challenges.make(); }
    // kPasskey, whatever is wrong with it.
    void sign_in_with_passkey(const PasskeyAssertion& assertion, const RelyingParty& party,
                              std::function<void(Cookie)> answered);

    void sign_out(std::string_view cookie) { m_access.sessions.end(cookie); }
    std::optional<Staff> staff(std::string_view cookie, SessionUse use) { return m_access.sessions.find(cookie, use); }

private:
    SignedIn password_fits(const Staff& staff);

    StaffAccess& m_access;
    PasswordChecker& m_passwords;
    PasskeyChallenges m_challenges;
    std::string m_nobodys_password;  // checked for names that have none, so that they take as long
};

}  // namespace porchlight::server

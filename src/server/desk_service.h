// What a librarian may do: sign in, see who waits at the site, approve, deny (protocol/PROTOCOL.md, The desk).
// Without transport. It never holds a field of an applicant's draft: there is none on this side.
// The I/O thread only.
#pragma once

#include "server/issuance_board.h"
#include "server/password_checker.h"
#include "server/sign_in_guard.h"
#include "server/staff_sessions.h"
#include "server/store/record_writer.h"

namespace porchlight::server {

class DeskService {
public:
    using SignedIn = std::function<void(std::expected<std::string, Error> cookie)>;
    using Decided = std::function<void(std::expected<void, Error>)>;

    DeskService(const Clock& clock, const CurrentSettings& settings, IssuanceBoard& board, RecordWriter& writer,
                PasswordChecker& passwords);

    // kSignIn: no such name and password; kTooMany: not now.
    void sign_in(const std::string& name, std::string password, const SignedIn& signed_in);
    void sign_out(std::string_view cookie) { m_sessions.end(cookie); }
    std::optional<Staff> staff(std::string_view cookie, SessionUse use) { return m_sessions.find(cookie, use); }

    // decided: when record and count are durable. kWordsDiffer: the issuance was denied for it; kGone; kStoreFull
    // and kInternal: the issuance still waits.
    void approve(const Staff& staff, const protocol::RequestId& request, const std::array<std::string, 3>& words,
                 Decided decided);
    // kGone; kNotCounted: the denial stands, but its count could not be stored.
    void deny(const Staff& staff, const protocol::RequestId& request, protocol::DenialReason reason, Decided decided);

private:
    void store_approval(const Issuance& issuance, const Staff& staff, Decided decided);
    CountKey count_of(const Issuance& issuance, const Staff& staff, const std::string& outcome) const;

    const Clock& m_clock;
    const CurrentSettings& m_settings;
    IssuanceBoard& m_board;
    RecordWriter& m_writer;
    PasswordChecker& m_passwords;
    SignInGuard m_guard;
    StaffSessions m_sessions;
    std::string m_nobodys_password;  // checked for names that do not exist, so that they take as long
};

Error error_of(StoreError error);

}  // namespace porchlight::server

// What signing in, first sign-ins and the care of accounts share: who is guessing, who is half-way in, who is in, and
// the one way to change an account.
// The I/O thread only.
#pragma once

#include "server/error.h"
#include "server/one_time_codes.h"
#include "server/sign_in_guard.h"
#include "server/staff_sessions.h"
#include "server/staff_tickets.h"
#include "server/store/staff_store.h"

namespace porchlight::server {

struct StaffAccess {
    using Changed = std::function<void(std::expected<void, Error>)>;

    StaffAccess(const Clock& its_clock, CurrentSettings& its_settings, StaffWriter& its_writer,
                const StaffSecrets& its_secrets);

    // The account with this name, if there is one.
    const Staff* find(const std::string& name) const;
    // changed: when it is durable and in the settings in force. kGone: the account is another by now.
    void change(Staff before, const Staff& after, Changed changed);
    // After a wrong attempt: locks the account's password if there were too many.
    void lock_after_guessing(const std::string& name);
    // Guessed at so often that its password is locked; names without an account are answered alike.
    bool is_locked(const std::string& name) const;

    const Clock& clock;
    CurrentSettings& settings;
    StaffWriter& writer;
    const StaffSecrets& secrets;
    SignInGuard guard{clock};
    OneTimeCodes codes{clock, secrets};
    StaffTickets tickets{clock};
    StaffSessions sessions{clock, settings};
};

}  // namespace porchlight::server

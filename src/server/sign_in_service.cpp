#include "server/sign_in_service.h"

#include <algorithm>

namespace porchlight::server {

SignInService::SignInService(StaffAccess& access, PasswordChecker& passwords)
    : m_access(access),
      m_passwords(passwords),
      m_challenges(access.clock),
      m_nobodys_password(hash_password(to_hex(random_array<16>()))) {}

void SignInService::sign_in(const std::string& name, std::string password, const Answered& answered) {
    const bool locked = m_access.is_locked(name);
    if (locked || !m_access.guard.begin_attempt(name)) {
        wipe(password);
        return answered(std::unexpected(locked ? Error::kLocked : Error::kTooMany));
    }
    const auto* found = m_access.find(name);
    const bool has_password = found != nullptr && !found->password.empty();
    const Staff staff = has_password ? *found : Staff{name, "", m_nobodys_password};
    const bool accepted =
        m_passwords.check(staff.password, std::move(password), [this, staff, has_password, answered](bool matches) {
            if (matches && has_password)
                return answered(password_fits(staff));
            m_access.lock_after_guessing(staff.name);
            answered(std::unexpected(Error::kSignIn));
        });
    if (!accepted)
        answered(std::unexpected(Error::kTooMany));
}

// The guard is not told yet where a code is wanted: whoever has the password could else guess codes for ever.
SignedIn SignInService::password_fits(const Staff& staff) {
    if (!staff.app.empty()) {
        Ticket ticket;
        ticket.staff = staff;
        return {"", m_access.tickets.begin(std::move(ticket))};
    }
    m_access.guard.succeeded(staff.name);
    return {m_access.sessions.begin(staff), ""};
}

SignInService::Cookie SignInService::sign_in_with_code(std::string_view ticket, std::string_view code) {
    const auto* held = m_access.tickets.find(ticket, TicketKind::kSecondFactor);
    const auto* staff = held == nullptr ? nullptr : m_access.find(held->staff.name);
    if (staff == nullptr || !has_same_access(held->staff, *staff))
        return std::unexpected(Error::kSignIn);
    const Staff account = *staff;
    if (account.locked)
        return std::unexpected(Error::kLocked);
    if (!m_access.guard.begin_attempt(account.name))
        return std::unexpected(Error::kTooMany);
    if (!m_access.codes.take(account, code)) {
        m_access.lock_after_guessing(account.name);
        return std::unexpected(Error::kCode);
    }
    m_access.tickets.end(ticket);
    m_access.guard.succeeded(account.name);
    return m_access.sessions.begin(account);
}

void SignInService::sign_in_with_passkey(const PasskeyAssertion& assertion, const RelyingParty& party,
                                         std::function<void(Cookie)> answered) {
    const auto client_data = read_client_data(assertion.client_data);
    // Taken whatever follows: a challenge is good for one answer.
    if (!client_data || !m_challenges.take(client_data->challenge))
        return answered(std::unexpected(Error::kPasskey));
    for (const auto& [name, staff] : m_access.settings.now->staff) {
        const auto passkey = std::ranges::find(staff.passkeys, assertion.id, &Passkey::id);
        if (passkey == staff.passkeys.end())
            continue;
        const auto count = check_assertion(assertion, *passkey, client_data->challenge, party);
        if (!count)
            break;
        auto after = staff;
        after.passkeys[static_cast<std::size_t>(passkey - staff.passkeys.begin())].sign_count = *count;
        if (after == staff)
            return answered(m_access.sessions.begin(staff));
        return m_access.change(staff, after, [this, after, answered = std::move(answered)](auto changed) {
            if (!changed)
                return answered(std::unexpected(changed.error() == Error::kGone ? Error::kPasskey : changed.error()));
            answered(m_access.sessions.begin(after));
        });
    }
    answered(std::unexpected(Error::kPasskey));
}

}  // namespace porchlight::server

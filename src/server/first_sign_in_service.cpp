#include "server/first_sign_in_service.h"

#include "server/staff/base32.h"
#include "server/staff/totp.h"

namespace porchlight::server {
namespace {

constexpr std::size_t kChallengeBytes = 32;

// Opaque, as WebAuthn asks for, and the same for a second passkey of the account.
byte_array<16> user_handle(const std::string& name) {
    return to_array<16>(keyed_hash(as_bytes("porchlight user handle v1"), {as_bytes(name)}));
}

}  // namespace

std::expected<FirstSignIn, Error> FirstSignInService::begin(const std::string& name, std::string_view code) {
    if (!m_access.guard.begin_attempt(name))
        return std::unexpected(Error::kTooMany);
    const auto* staff = m_access.find(name);
    const auto given = hash_of_invitation(name, code);
    if (staff == nullptr || !staff->invitation || !equal_secret(staff->invitation->code, given))
        return std::unexpected(Error::kInvitation);
    m_access.guard.succeeded(name);
    if (staff->invitation->until < m_access.clock.today())
        return std::unexpected(Error::kInvitationOver);
    Ticket ticket;
    ticket.kind = TicketKind::kFirstSignIn;
    ticket.staff = *staff;
    ticket.secret = secret_bytes(kTotpSecretBytes);
    random_bytes(ticket.secret.span());
    ticket.challenge.resize(kChallengeBytes);
    random_bytes(ticket.challenge);
    FirstSignIn out{"", to_base32(ticket.secret.view()), ticket.challenge, user_handle(name)};
    out.ticket = m_access.tickets.begin(std::move(ticket));
    return out;
}

void FirstSignInService::choose_app(std::string_view ticket, std::string password, std::string_view code,
                                    Answered answered) {
    const auto refuse = [&](Error error) {
        wipe(password);
        answered(std::unexpected(error));
    };
    const auto* held = m_access.tickets.find(ticket, TicketKind::kFirstSignIn);
    if (held == nullptr)
        return refuse(Error::kInvitation);
    if (password.size() < kMinPasswordBytes || password.size() > kMaxPasswordBytes)
        return refuse(Error::kPassword);
    if (!m_access.codes.take(held->staff.name, held->secret.view(), code))
        return refuse(Error::kCode);
    auto after = held->staff;
    after.invitation.reset();
    after.app = m_access.secrets.wrap(after.name, held->secret.view());
    const bool accepted = m_passwords.make(
        std::move(password), [this, before = held->staff, after, ticket = std::string(ticket), answered](auto hashed) {
            if (hashed.empty())
                return answered(std::unexpected(Error::kInternal));
            auto with_password = after;
            with_password.password = std::move(hashed);
            finish(before, with_password, ticket, answered);
        });
    if (!accepted)
        answered(std::unexpected(Error::kTooMany));
}

void FirstSignInService::choose_passkey(std::string_view ticket, byte_view client_data, byte_view attestation,
                                        const RelyingParty& party, Answered answered) {
    const auto* held = m_access.tickets.find(ticket, TicketKind::kFirstSignIn);
    if (held == nullptr)
        return answered(std::unexpected(Error::kInvitation));
    auto passkey = check_registration(client_data, attestation, held->challenge, party);
    if (!passkey)
        return answered(std::unexpected(Error::kPasskey));
    auto after = held->staff;
    after.invitation.reset();
    after.passkeys.push_back(std::move(*passkey));
    finish(Staff(held->staff), after, std::string(ticket), std::move(answered));
}

void FirstSignInService::finish(const Staff& before, const Staff& after, const std::string& ticket, Answered answered) {
    m_access.change(before, after, [this, after, ticket, answered = std::move(answered)](auto changed) {
        if (!changed)
            return answered(std::unexpected(changed.error() == Error::kGone ? Error::kInvitation : changed.error()));
        m_access.tickets.end(ticket);
        answered(m_access.sessions.begin(after));
    });
}

}  // namespace porchlight::server

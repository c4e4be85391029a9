#include "server/desk_service.h"

#include <algorithm>

namespace porchlight::server {

Error error_of(StoreError error) { return error == StoreError::kFull ? Error::kStoreFull : Error::kInternal; }

DeskService::DeskService(const Clock& clock, const CurrentSettings& settings, IssuanceBoard& board,
                         RecordWriter& writer, PasswordChecker& passwords)
    : m_clock(clock),
      m_settings(settings),
      m_board(board),
      m_writer(writer),
      m_passwords(passwords),
      m_guard(clock),
      m_sessions(clock, settings),
      m_nobodys_password(hash_password(to_hex(random_array<16>()))) {}

void DeskService::sign_in(const std::string& name, std::string password, const SignedIn& signed_in) {
    if (!m_guard.begin_attempt(name)) {
        wipe(password);
        return signed_in(std::unexpected(Error::kTooMany));
    }
    const auto at = m_settings.now->staff.find(name);
    const bool exists = at != m_settings.now->staff.end();
    const Staff staff = exists ? at->second : Staff{name, "", m_nobodys_password};
    const bool accepted =
        m_passwords.check(staff.password, std::move(password), [this, staff, exists, signed_in](bool matches) {
            if (!matches || !exists)
                return signed_in(std::unexpected(Error::kSignIn));
            m_guard.succeeded(staff.name);
            signed_in(m_sessions.begin(staff));
        });
    if (!accepted)
        signed_in(std::unexpected(Error::kTooMany));
}

void DeskService::approve(const Staff& staff, const protocol::RequestId& request,
                          const std::array<std::string, 3>& words, Decided decided) {
    const auto issuance = m_board.waiting(request, staff.site);
    if (!issuance)
        return decided(std::unexpected(issuance.error()));
    if (!std::ranges::equal(words, (*issuance)->words))
        return deny(staff, request, protocol::DenialReason::kWords,
                    [decided](auto) { decided(std::unexpected(Error::kWordsDiffer)); });
    store_approval(**issuance, staff, std::move(decided));
}

void DeskService::store_approval(const Issuance& issuance, const Staff& staff, Decided decided) {
    const auto& request = issuance.request;
    const bool is_first = request.again == protocol::Again::kNo;
    Outcome outcome{tag_of(request), std::nullopt, count_of(issuance, staff, is_first ? "approved" : "approved_again")};
    if (m_settings.now->keeps_records()) {
        const auto header = envelope::read_header(request.sealed);
        if (!header)
            return decided(std::unexpected(Error::kInternal));
        outcome.record = SealedRecord{header->epoch, request.sealed};
    }
    m_board.start_storing(request.request);
    m_writer.apply(std::move(outcome), [this, id = request.request, decided = std::move(decided)](auto stored) {
        m_board.finish_storing(id, stored.has_value());
        if (stored)
            return decided({});
        decided(std::unexpected(error_of(stored.error())));
    });
}

void DeskService::deny(const Staff& staff, const protocol::RequestId& request, protocol::DenialReason reason,
                       Decided decided) {
    const auto issuance = m_board.waiting(request, staff.site);
    if (!issuance)
        return decided(std::unexpected(issuance.error()));
    Outcome outcome{std::nullopt, std::nullopt,
                    count_of(**issuance, staff, "denied_" + std::string(protocol::code(reason)))};
    m_board.deny(request, reason);
    m_writer.apply(std::move(outcome), [decided = std::move(decided)](auto counted) {
        decided(counted ? std::expected<void, Error>() : std::unexpected(Error::kNotCounted));
    });
}

CountKey DeskService::count_of(const Issuance& issuance, const Staff& staff, const std::string& outcome) const {
    return {m_clock.today(), issuance.site, staff.name, issuance.card_class, outcome};
}

}  // namespace porchlight::server

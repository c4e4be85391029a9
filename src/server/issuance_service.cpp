#include "server/issuance_service.h"

#include <memory>

namespace porchlight::server {
namespace {

const Kiosk* find_kiosk(const Settings& settings, const protocol::KioskId& id) {
    const auto at = settings.kiosks.find(id);
    return at == settings.kiosks.end() ? nullptr : &at->second;
}

protocol::Answer answer_of(protocol::AnswerState state, const protocol::Refusal& refusal = {}) {
    protocol::Answer out;
    out.state = state;
    out.refusal = refusal;
    return out;
}

}  // namespace

bool is_final(const protocol::Answer& answer) { return answer.state != protocol::AnswerState::kWaiting; }

IssuanceService::IssuanceService(const Clock& clock, const CurrentSettings& settings, const ChallengeMaker& challenges,
                                 const ReceiptSigner& signer, HeavyWork& signatures, IssuanceBoard& board,
                                 RecordFinder& finder)
    : m_clock(clock),
      m_settings(settings),
      m_challenges(challenges),
      m_signer(signer),
      m_signatures(signatures),
      m_board(board),
      m_finder(finder) {}

void IssuanceService::check(byte_view body, Checked checked) {
    const auto request = protocol::read_request(body);
    if (!request)
        return checked(std::unexpected(Error::kMalformed));
    const auto* kiosk = find_kiosk(*m_settings.now, request->kiosk);
    if (kiosk == nullptr)
        return checked(std::unexpected(Error::kUnknownKiosk));
    if (is_known(*request))
        return checked(check_signed(*request));
    struct Check {
        bytes body;
        public_key key;
        protocol::KioskRequest request;
        Checked checked;
        bool is_signed = false;
    };
    const auto check =
        std::make_shared<Check>(Check{bytes(body.begin(), body.end()), kiosk->key, *request, std::move(checked)});
    const bool is_taken = m_signatures.run(
        [check] { check->is_signed = protocol::request_is_signed_by(check->body, check->key); },
        [this, check] {
            check->checked(check->is_signed ? check_signed(check->request) : std::unexpected(Error::kSignature));
        });
    if (!is_taken)
        check->checked(std::unexpected(Error::kTooMany));
}

// The kiosk may have been removed while its signature was looked at.
std::expected<protocol::KioskRequest, Error> IssuanceService::check_signed(
    const protocol::KioskRequest& request) const {
    if (const auto may = may_ask(request.kiosk); !may)
        return std::unexpected(may.error());
    if (!m_challenges.is_good(request.challenge))
        return std::unexpected(Error::kStaleChallenge);
    return request;
}

bool IssuanceService::is_known(const protocol::KioskRequest& request) const {
    const auto* issuance = m_board.find(request.request);
    return issuance != nullptr && issuance->request == request;
}

std::expected<void, Error> IssuanceService::may_ask(const protocol::KioskId& id) const {
    const auto* kiosk = find_kiosk(*m_settings.now, id);
    if (kiosk == nullptr)
        return std::unexpected(Error::kUnknownKiosk);
    if (kiosk->suspended)
        return std::unexpected(Error::kSuspended);
    return {};
}

void IssuanceService::settings_changed() {
    m_board.cancel_of_kiosks([this](const protocol::KioskId& kiosk) { return !may_ask(kiosk); });
    std::erase_if(m_begun, [&](const auto& entry) { return entry.second.is_fresh(m_clock.uptime()); });
}

bool IssuanceService::may_begin(const protocol::KioskId& kiosk) {
    return m_begun.try_emplace(kiosk, kIssuancesOfKiosk).first->second.take(m_clock.uptime());
}

void IssuanceService::issue(const protocol::KioskRequest& request, Admitted admitted) {
    if (m_board.find(request.request) != nullptr)
        return admitted(admit(request));
    // Unknown here, but an earlier process may have approved it and died before it could say so.
    m_finder.find(tag_of(request), [this, request, admitted = std::move(admitted)](auto found) {
        if (!found)
            return admitted(std::unexpected(Error::kInternal));
        if (!*found)
            return admitted(admit(request));
        remember_approved(request);
        admitted({});
    });
}

std::expected<void, Error> IssuanceService::admit(const protocol::KioskRequest& request) {
    if (const auto may = may_ask(request.kiosk); !may)
        return may;
    const auto* kiosk = find_kiosk(*m_settings.now, request.kiosk);
    const auto card_class = class_of(request);
    if (!card_class)
        return std::unexpected(card_class.error());
    if (m_board.find(request.request) == nullptr)
        if (const auto checked = check_new(request); !checked)
            return checked;
    return m_board.admit(request, *kiosk, *card_class);
}

std::expected<std::string, Error> IssuanceService::class_of(const protocol::KioskRequest& request) const {
    const auto& manifest = m_settings.now->manifest;
    if (!manifest)
        return std::unexpected(Error::kEpoch);
    if (request.card_class >= manifest->classes.size())
        return std::unexpected(Error::kClass);
    return manifest->classes[request.card_class].id;
}

std::expected<void, Error> IssuanceService::check_record(const protocol::KioskRequest& request) const {
    // A programme that keeps nothing may also send nothing.
    if (!m_settings.now->keeps_records() && all_zero(request.sealed))
        return {};
    const auto& epoch = m_settings.now->manifest->epoch;
    const auto header = envelope::check_header(request.sealed, epoch.id, epoch.key);
    if (header && m_settings.now->epochs.is_deleted(epoch.id))
        return std::unexpected(Error::kEpoch);
    if (header)
        return {};
    return std::unexpected(header.error() == envelope::Error::kOtherKey ? Error::kEpoch : Error::kMalformed);
}

std::expected<void, Error> IssuanceService::check_new(const protocol::KioskRequest& request) {
    if (const auto checked = check_record(request); !checked)
        return checked;
    if (!may_begin(request.kiosk))
        return std::unexpected(Error::kTooMany);
    return {};
}

void IssuanceService::remember_approved(const protocol::KioskRequest& request) {
    const auto* kiosk = find_kiosk(*m_settings.now, request.kiosk);
    if (kiosk != nullptr)
        m_board.remember_approved(request, *kiosk, class_of(request).value_or(""));
}

void IssuanceService::cancel(const protocol::KioskRequest& request) { m_board.cancel(request); }

void IssuanceService::sign(const protocol::KioskRequest& request, const protocol::Answer& answer, Signed made) {
    if (answer.state != protocol::AnswerState::kApproved)
        return made(answer);
    struct Approval {
        protocol::KioskRequest request;
        std::int64_t now;
        Signed made;
        protocol::Answer answer;
    };
    const auto approval =
        std::make_shared<Approval>(Approval{request, m_clock.unix_seconds(), std::move(made), protocol::Answer()});
    const bool is_taken = m_signatures.run(
        [&signer = m_signer, approval] { approval->answer = signer.approval_of(approval->request, approval->now); },
        [approval] { approval->made(approval->answer); });
    if (!is_taken)
        approval->made(std::unexpected(Error::kTooMany));
}

protocol::Answer IssuanceService::waiting_at(const std::string& site) const {
    protocol::Answer out;
    out.takes_codes = m_settings.now->takes_codes(site);
    return out;
}

protocol::Answer IssuanceService::answer(const protocol::KioskRequest& request) const {
    const bool is_cancel = request.kind == protocol::RequestKind::kCancel;
    const auto unknown = is_cancel ? protocol::AnswerState::kCancelled : protocol::AnswerState::kWaiting;
    const auto* issuance = m_board.find(request.request);
    if (issuance == nullptr || issuance->request.kiosk != request.kiosk)
        return answer_of(unknown);
    switch (issuance->state) {
        case IssuanceState::kWaiting:
        case IssuanceState::kStoring: return waiting_at(issuance->site);
        case IssuanceState::kApproved: return answer_of(protocol::AnswerState::kApproved);
        case IssuanceState::kRefused: return answer_of(protocol::state_of(issuance->refusal), issuance->refusal);
        case IssuanceState::kCancelled: return answer_of(protocol::AnswerState::kCancelled);
    }
    return {};
}

}  // namespace porchlight::server

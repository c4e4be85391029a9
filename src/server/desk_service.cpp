#include "server/desk_service.h"

#include <algorithm>

namespace porchlight::server {
namespace {

// Which papers were missing, and what is to be corrected, is not counted.
std::string outcome_of(const protocol::Refusal& refusal) {
    switch (protocol::state_of(refusal)) {
        case protocol::AnswerState::kSentBack: return "sent_back";
        case protocol::AnswerState::kEnded: return "ended";
        default: return "denied_" + std::string(protocol::code(refusal.denied));
    }
}

}  // namespace

Error error_of(StoreError error) {
    switch (error) {
        case StoreError::kFull: return Error::kStoreFull;
        case StoreError::kEpochGone: return Error::kEpoch;
        case StoreError::kFailed:
        case StoreError::kConflict: break;
    }
    return Error::kInternal;
}

bool may_approve(const Settings& settings, const Staff& staff, const std::string& card_class) {
    return settings.approval_of(card_class).roles.contains(code(staff.role));
}

DeskService::DeskService(const Clock& clock, const CurrentSettings& settings, IssuanceBoard& board,
                         RecordWriter& writer, UnusualBoard& unusual)
    : m_clock(clock), m_settings(settings), m_board(board), m_writer(writer), m_unusual(unusual) {}

std::expected<const Issuance*, Error> DeskService::decidable(const Staff& staff, const protocol::RequestId& request) {
    const auto issuance = m_board.waiting(request, staff.site);
    if (issuance && !may_approve(*m_settings.now, staff, (*issuance)->card_class))
        return std::unexpected(Error::kRole);
    return issuance;
}

void DeskService::approve(const Staff& staff, const protocol::RequestId& request,
                          const std::array<std::string, 3>& words, Approved decided) {
    const auto issuance = decidable(staff, request);
    if (!issuance)
        return decided(std::unexpected(issuance.error()));
    if (!std::ranges::equal(words, (*issuance)->words))
        return refuse(staff, request, protocol::denial(protocol::DenialReason::kWords),
                      [decided](auto) { decided(std::unexpected(Error::kWordsDiffer)); });
    approve_looked_at(**issuance, staff, std::move(decided));
}

void DeskService::approve_shown(const Staff& staff, const protocol::RequestId& request, Approved decided) {
    const auto issuance = decidable(staff, request);
    if (!issuance)
        return decided(std::unexpected(issuance.error()));
    approve_looked_at(**issuance, staff, std::move(decided));
}

void DeskService::approve_looked_at(const Issuance& issuance, const Staff& staff, Approved decided) {
    const bool needs_second = m_settings.now->approval_of(issuance.card_class).second;
    if (needs_second && issuance.first_approval == staff.name)
        return decided(std::unexpected(Error::kSamePerson));
    if (needs_second && issuance.first_approval.empty())
        return store_first_approval(issuance, staff, std::move(decided));
    store_approval(issuance, staff, std::move(decided));
}

// It stands when its count is durable. Where two desks were first at once, the later one is told that it is gone.
void DeskService::store_first_approval(const Issuance& issuance, const Staff& staff, Approved decided) {
    m_writer.apply({std::nullopt, std::nullopt, count_of(issuance, staff, "approved_first")},
                   [this, staff, id = issuance.request.request, decided = std::move(decided)](auto stored) {
                       if (!stored)
                           return decided(std::unexpected(error_of(stored.error())));
                       if (!m_board.approve_first(id, staff.site, staff.name))
                           return decided(std::unexpected(Error::kGone));
                       m_unusual.count(staff, Decision::kApproval);
                       decided(Approval::kFirst);
                   });
}

void DeskService::store_approval(const Issuance& issuance, const Staff& staff, Approved decided) {
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
    m_writer.apply(std::move(outcome), [this, staff, id = request.request, decided = std::move(decided)](auto stored) {
        m_board.finish_storing(id, stored.has_value());
        if (!stored)
            return decided(std::unexpected(error_of(stored.error())));
        m_unusual.count(staff, Decision::kApproval);
        decided(Approval::kWhole);
    });
}

void DeskService::refuse(const Staff& staff, const protocol::RequestId& request, const protocol::Refusal& refusal,
                         Decided decided) {
    const auto issuance = decidable(staff, request);
    if (!issuance)
        return decided(std::unexpected(issuance.error()));
    Outcome outcome{std::nullopt, std::nullopt, count_of(**issuance, staff, outcome_of(refusal))};
    m_board.refuse(request, refusal);
    if (protocol::state_of(refusal) == protocol::AnswerState::kDenied)
        m_unusual.count(staff, Decision::kDenial);
    m_writer.apply(std::move(outcome), [decided = std::move(decided)](auto counted) {
        decided(counted ? std::expected<void, Error>() : std::unexpected(Error::kNotCounted));
    });
}

CountKey DeskService::count_of(const Issuance& issuance, const Staff& staff, const std::string& outcome) const {
    return {m_clock.today(), issuance.site, staff.name, issuance.card_class, outcome};
}

}  // namespace porchlight::server

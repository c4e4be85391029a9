#include "server/issuance_board.h"

#include <algorithm>
#include <set>

namespace porchlight::server {
namespace {

constexpr std::uint32_t kVersionRange = 1U << 30;

bool is_same(const protocol::KioskRequest& a, const protocol::KioskRequest& b) {
    return a.kiosk == b.kiosk && a.request == b.request && a.card_class == b.card_class && a.again == b.again &&
           a.payload_hash == b.payload_hash && a.sealed == b.sealed;
}

bool is_decided(const Issuance& issuance) {
    return issuance.state != IssuanceState::kWaiting && issuance.state != IssuanceState::kStoring;
}

protocol::Words unused_words(std::set<std::string_view>& used) {
    protocol::Words out;
    for (auto& word : out) {
        do
            word = protocol::word(random_below(protocol::kWordCount));
        while (!used.insert(word).second);
    }
    return out;
}

}  // namespace

std::array<protocol::Words, 3> choices_with(const protocol::Words& right) {
    std::set<std::string_view> used(right.begin(), right.end());
    std::array<protocol::Words, 3> out = {right, unused_words(used), unused_words(used)};
    for (std::uint32_t i = 2; i > 0; --i)
        std::swap(out[i], out[random_below(i + 1)]);
    return out;
}

IssuanceBoard::IssuanceBoard(const Clock& clock, std::function<void()> on_change)
    : m_clock(clock), m_on_change(std::move(on_change)), m_first_version(1 + random_below(kVersionRange)) {}

const Issuance* IssuanceBoard::find(const protocol::RequestId& request) const {
    const auto at = m_entries.find(request);
    return at == m_entries.end() ? nullptr : &at->second;
}

std::expected<void, Error> IssuanceBoard::admit(const protocol::KioskRequest& request, const Kiosk& kiosk,
                                                const std::string& card_class) {
    expire();
    if (const auto at = m_entries.find(request.request); at != m_entries.end()) {
        if (!is_same(at->second.request, request))
            return std::unexpected(Error::kRequestConflict);
        if (at->second.state == IssuanceState::kWaiting)
            at->second.changed_at = m_clock.uptime();
        return {};
    }
    if (const auto room = make_room(request, kiosk); !room)
        return room;
    add(request, kiosk, card_class, IssuanceState::kWaiting);
    return {};
}

std::expected<void, Error> IssuanceBoard::make_room(const protocol::KioskRequest& request, const Kiosk& kiosk) {
    std::size_t others = 0;
    Issuance* earlier = nullptr;
    for (auto& [id, issuance] : m_entries) {
        if (is_decided(issuance))
            continue;
        if (issuance.request.kiosk == request.kiosk)
            earlier = &issuance;
        else if (issuance.site == kiosk.site)
            ++others;
    }
    const bool is_storing = earlier != nullptr && earlier->state == IssuanceState::kStoring;
    if (is_storing || others >= kMaxWaitingAtSite)
        return std::unexpected(Error::kTooMany);
    if (earlier != nullptr)
        decide(*earlier, IssuanceState::kCancelled);
    return {};
}

void IssuanceBoard::add(const protocol::KioskRequest& request, const Kiosk& kiosk, const std::string& card_class,
                        IssuanceState state) {
    Issuance issuance;
    issuance.request = request;
    issuance.kiosk = kiosk.name;
    issuance.site = kiosk.site;
    issuance.card_class = card_class;
    issuance.words = protocol::words_of(request);
    issuance.choices = choices_with(issuance.words);
    issuance.state = state;
    issuance.changed_at = m_clock.uptime();
    m_entries.insert_or_assign(request.request, std::move(issuance));
    changed(kiosk.site);
}

void IssuanceBoard::remember_approved(const protocol::KioskRequest& request, const Kiosk& kiosk,
                                      const std::string& card_class) {
    if (m_entries.contains(request.request))
        return;
    forget_oldest_decision(request.kiosk);
    add(request, kiosk, card_class, IssuanceState::kApproved);
}

void IssuanceBoard::cancel(const protocol::KioskRequest& cancel) {
    const auto at = m_entries.find(cancel.request);
    if (at == m_entries.end() || at->second.request.kiosk != cancel.kiosk ||
        at->second.state != IssuanceState::kWaiting)
        return;
    decide(at->second, IssuanceState::kCancelled);
}

void IssuanceBoard::cancel_of_kiosks(const std::function<bool(const protocol::KioskId&)>& is_such) {
    std::vector<protocol::RequestId> found;
    for (const auto& [id, issuance] : m_entries)
        if (issuance.state == IssuanceState::kWaiting && is_such(issuance.request.kiosk))
            found.push_back(id);
    // Deciding one may forget another that is decided, and none that waits.
    for (const auto& id : found)
        decide(m_entries.at(id), IssuanceState::kCancelled);
}

std::vector<const Issuance*> IssuanceBoard::waiting_at(const std::string& site) const {
    std::vector<const Issuance*> out;
    for (const auto& [id, issuance] : m_entries)
        if (issuance.site == site && issuance.state == IssuanceState::kWaiting)
            out.push_back(&issuance);
    std::ranges::sort(out, {}, [](const Issuance* issuance) { return issuance->kiosk; });
    return out;
}

std::uint64_t IssuanceBoard::version(const std::string& site) const {
    const auto at = m_versions.find(site);
    return m_first_version + (at == m_versions.end() ? 0 : at->second);
}

std::expected<const Issuance*, Error> IssuanceBoard::waiting(const protocol::RequestId& request,
                                                             const std::string& site) {
    expire();
    const auto at = m_entries.find(request);
    if (at == m_entries.end() || at->second.site != site || at->second.state != IssuanceState::kWaiting)
        return std::unexpected(Error::kGone);
    return &at->second;
}

bool IssuanceBoard::approve_first(const protocol::RequestId& request, const std::string& site,
                                  const std::string& librarian) {
    const auto issuance = waiting(request, site);
    if (!issuance || !(*issuance)->first_approval.empty())
        return false;
    m_entries.at(request).first_approval = librarian;
    changed(site);
    return true;
}

void IssuanceBoard::start_storing(const protocol::RequestId& request) {
    auto& issuance = m_entries.at(request);
    issuance.state = IssuanceState::kStoring;
    changed(issuance.site);
}

void IssuanceBoard::finish_storing(const protocol::RequestId& request, bool stored) {
    auto& issuance = m_entries.at(request);
    if (stored)
        return decide(issuance, IssuanceState::kApproved);
    issuance.state = IssuanceState::kWaiting;
    changed(issuance.site);
}

void IssuanceBoard::deny(const protocol::RequestId& request, protocol::DenialReason reason) {
    auto& issuance = m_entries.at(request);
    issuance.reason = reason;
    decide(issuance, IssuanceState::kDenied);
}

void IssuanceBoard::decide(Issuance& issuance, IssuanceState state) {
    forget_oldest_decision(issuance.request.kiosk);
    issuance.state = state;
    issuance.changed_at = m_clock.uptime();
    changed(issuance.site);
}

void IssuanceBoard::forget_oldest_decision(const protocol::KioskId& kiosk) {
    std::vector<Entries::iterator> decided;
    for (auto at = m_entries.begin(); at != m_entries.end(); ++at)
        if (at->second.request.kiosk == kiosk && is_decided(at->second))
            decided.push_back(at);
    if (decided.size() >= kMaxDecidedOfKiosk)
        m_entries.erase(*std::ranges::min_element(decided, {}, [](auto at) { return at->second.changed_at; }));
}

void IssuanceBoard::expire() {
    const auto now = m_clock.uptime();
    std::set<std::string> sites;
    for (auto at = m_entries.begin(); at != m_entries.end();) {
        const auto& issuance = at->second;
        const bool gone = issuance.state == IssuanceState::kWaiting && now - issuance.changed_at > kKioskIsGone;
        const bool old = is_decided(issuance) && now - issuance.changed_at > kDecisionIsForgotten;
        if (gone)
            sites.insert(issuance.site);
        at = gone || old ? m_entries.erase(at) : std::next(at);
    }
    for (const auto& site : sites)
        changed(site);
}

void IssuanceBoard::changed(const std::string& site) {
    ++m_versions[site];
    m_on_change();
}

}  // namespace porchlight::server

#include "server/issuance_board.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::uint32_t kVersionRange = 1U << 30;

bool is_same(const protocol::KioskRequest& a, const protocol::KioskRequest& b) {
    return a.kiosk == b.kiosk && a.request == b.request && a.card_class == b.card_class && a.again == b.again &&
           a.path == b.path && a.payload_hash == b.payload_hash && a.sealed == b.sealed;
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

IssuanceBoard::IssuanceBoard(const Clock& clock, BoardListeners listeners)
    : m_clock(clock), m_listeners(std::move(listeners)), m_first_version(1 + random_below(kVersionRange)) {}

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
    Issuance* earlier = nullptr;
    if (const auto own = m_of_kiosk.find(request.kiosk); own != m_of_kiosk.end() && own->second.open)
        earlier = &m_entries.at(*own->second.open);
    const auto open = m_open_at.find(kiosk.site);
    std::size_t others = open == m_open_at.end() ? 0 : open->second.size();
    if (earlier != nullptr && earlier->site == kiosk.site)
        --others;
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
    auto& own = m_of_kiosk[request.kiosk];
    m_entries.insert_or_assign(request.request, std::move(issuance));
    if (state != IssuanceState::kWaiting)
        return own.decided.push_back(request.request);
    own.open = request.request;
    m_open_at[kiosk.site].insert(request.request);
    list_changed(kiosk.site);
}

void IssuanceBoard::remember_approved(const protocol::KioskRequest& request, const Kiosk& kiosk,
                                      const std::string& card_class) {
    if (m_entries.contains(request.request))
        return;
    forget_oldest_decision(request.kiosk);
    add(request, kiosk, card_class, IssuanceState::kApproved);
    m_listeners.on_answer(request.kiosk);
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
    if (const auto open = m_open_at.find(site); open != m_open_at.end())
        for (const auto& id : open->second)
            if (const auto& issuance = m_entries.at(id); issuance.state == IssuanceState::kWaiting)
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
    list_changed(site);
    return true;
}

void IssuanceBoard::start_storing(const protocol::RequestId& request) {
    auto& issuance = m_entries.at(request);
    issuance.state = IssuanceState::kStoring;
    list_changed(issuance.site);
}

void IssuanceBoard::finish_storing(const protocol::RequestId& request, bool stored) {
    auto& issuance = m_entries.at(request);
    if (stored)
        return decide(issuance, IssuanceState::kApproved);
    issuance.state = IssuanceState::kWaiting;
    list_changed(issuance.site);
    m_listeners.on_answer(issuance.request.kiosk);
}

void IssuanceBoard::refuse(const protocol::RequestId& request, const protocol::Refusal& refusal) {
    auto& issuance = m_entries.at(request);
    issuance.refusal = refusal;
    decide(issuance, IssuanceState::kRefused);
}

void IssuanceBoard::decide(Issuance& issuance, IssuanceState state) {
    forget_oldest_decision(issuance.request.kiosk);
    auto& own = m_of_kiosk[issuance.request.kiosk];
    own.open.reset();
    own.decided.push_back(issuance.request.request);
    m_open_at[issuance.site].erase(issuance.request.request);
    const bool was_listed = issuance.state == IssuanceState::kWaiting;
    issuance.state = state;
    issuance.changed_at = m_clock.uptime();
    if (was_listed)
        list_changed(issuance.site);
    m_listeners.on_answer(issuance.request.kiosk);
}

void IssuanceBoard::forget_oldest_decision(const protocol::KioskId& kiosk) {
    const auto own = m_of_kiosk.find(kiosk);
    if (own != m_of_kiosk.end() && own->second.decided.size() >= kMaxDecidedOfKiosk)
        forget(m_entries.find(own->second.decided.front()));
}

IssuanceBoard::Entries::iterator IssuanceBoard::forget(Entries::iterator entry) {
    const auto& [id, issuance] = *entry;
    m_open_at[issuance.site].erase(id);
    const auto own = m_of_kiosk.find(issuance.request.kiosk);
    std::erase(own->second.decided, id);
    if (own->second.open == id)
        own->second.open.reset();
    if (!own->second.open && own->second.decided.empty())
        m_of_kiosk.erase(own);
    return m_entries.erase(entry);
}

void IssuanceBoard::expire() {
    const auto now = m_clock.uptime();
    if (now < m_nothing_expires_before)
        return;
    std::set<std::string> sites;
    // What comes later expires no sooner than this.
    auto next = now + kKioskIsGone;
    for (auto at = m_entries.begin(); at != m_entries.end();) {
        const auto& issuance = at->second;
        const auto expires = issuance.changed_at + (is_decided(issuance) ? kDecisionIsForgotten : kKioskIsGone);
        if (now <= expires || issuance.state == IssuanceState::kStoring) {
            next = std::min(next, expires);
            ++at;
            continue;
        }
        if (issuance.state == IssuanceState::kWaiting)
            sites.insert(issuance.site);
        at = forget(at);
    }
    m_nothing_expires_before = next;
    for (const auto& site : sites)
        list_changed(site);
}

void IssuanceBoard::list_changed(const std::string& site) {
    ++m_versions[site];
    m_listeners.on_list(site);
}

}  // namespace porchlight::server

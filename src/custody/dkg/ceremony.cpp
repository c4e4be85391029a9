#include "custody/dkg/ceremony.h"

#include <algorithm>
#include <numeric>

namespace porchlight::custody::dkg {
namespace {

std::uint32_t place_of(const std::vector<Custodian>& custodians, const public_key& key) {
    const auto at = std::ranges::find(custodians, key, &Custodian::key);
    return at == custodians.end() ? 0 : static_cast<std::uint32_t>(at - custodians.begin()) + 1;
}

// A resharing keeps everything but the people.
bool follows(const Invitation& next, const Sharing& old) {
    return next.city == old.city && next.epoch == old.epoch && next.number - 1 == old.number && next.end == old.end &&
           next.destroy == old.destroy && next.previous == hash_of(old) && next.dealers.size() >= old.k &&
           next.dealers.back() <= old.n();
}

}  // namespace

std::expected<Ceremony, SharingError> Ceremony::create(Invitation invitation, std::optional<Sharing> previous) {
    if (const auto fit = check_invitation(invitation); !fit)
        return std::unexpected(fit.error());
    if (invitation.is_resharing() != previous.has_value() || (previous && !follows(invitation, *previous)))
        return std::unexpected(SharingError::kMalformed);
    return Ceremony(std::move(invitation), std::move(previous));
}

Ceremony::Ceremony(Invitation invitation, std::optional<Sharing> previous)
    : m_invitation(std::move(invitation)),
      m_previous(std::move(previous)),
      m_hash(porchlight::hash(as_bytes(to_text(m_invitation)))),
      m_dealers(m_invitation.dealers) {
    if (m_previous)
        return;
    m_dealers.resize(m_invitation.n());
    std::iota(m_dealers.begin(), m_dealers.end(), 1U);
}

std::uint32_t Ceremony::index_of(const public_key& key) const { return place_of(m_invitation.custodians, key); }

std::uint32_t Ceremony::dealer_of(const public_key& key) const {
    const auto index = m_previous ? place_of(m_previous->custodians, key) : index_of(key);
    return std::ranges::find(m_dealers, index) == m_dealers.end() ? 0 : index;
}

const Custodian& Ceremony::person(Role role, std::uint32_t index) const {
    const auto& people = role == Role::kDealer && m_previous ? m_previous->custodians : m_invitation.custodians;
    return people.at(index - 1);
}

hash256 seen_of(const Texts& texts) {
    std::string lines;
    for (const auto& text : texts)
        if (const auto split = text ? split_signed(*text) : std::nullopt)
            lines += split->line;
    return hash(as_bytes(lines));
}

std::optional<Fault> find_equivocation(const Ceremony& ceremony, const Table& one, const Table& other) {
    const auto compare = [&](const Texts& a, const Texts& b, bool deals) -> std::optional<Fault> {
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
            const auto role = deals ? ceremony.dealing_role() : Role::kCustodian;
            const auto index = deals ? ceremony.dealers().at(i) : static_cast<std::uint32_t>(i) + 1;
            const auto& key = ceremony.person(role, index).key;
            const auto first = a[i] ? split_signed(*a[i]) : std::nullopt;
            const auto second = b[i] ? split_signed(*b[i]) : std::nullopt;
            if (first && second && first->line != second->line && is_signed_by(*a[i], key) && is_signed_by(*b[i], key))
                return Fault{CeremonyError::kEquivocation, role, index};
        }
        return std::nullopt;
    };
    for (const auto& fault : {compare(one.joins, other.joins, false), compare(one.commits, other.commits, false),
                              compare(one.deals, other.deals, true), compare(one.verdicts, other.verdicts, false)})
        if (fault)
            return fault;
    return std::nullopt;
}

}  // namespace porchlight::custody::dkg

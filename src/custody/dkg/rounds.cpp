#include "custody/dkg/ceremony.h"
#include "custody/dkg/pair_share.h"

namespace porchlight::custody::dkg {

template <class Kind>
std::expected<Kind, Fault> read_message(const Ceremony& ceremony, const std::optional<std::string>& text, Role role,
                                        std::uint32_t index) {
    const auto fault = [&](CeremonyError error) { return std::unexpected(Fault{error, role, index}); };
    if (!text)
        return fault(CeremonyError::kMissing);
    const auto message = parse_message(*text);
    if (!message)
        return fault(message.error());
    const auto* kind = std::get_if<Kind>(&*message);
    if (kind == nullptr)
        return fault(CeremonyError::kMalformed);
    if (!is_signed_by(*text, ceremony.person(role, index).key))
        return fault(CeremonyError::kSignature);
    if (kind->ceremony != ceremony.hash())
        return fault(CeremonyError::kOther);
    if (kind->from != index)
        return fault(CeremonyError::kMalformed);
    return *kind;
}

template std::expected<Agree, Fault> read_message(const Ceremony&, const std::optional<std::string>&, Role,
                                                  std::uint32_t);
template std::expected<Complaint, Fault> read_message(const Ceremony&, const std::optional<std::string>&, Role,
                                                      std::uint32_t);

namespace {

// All of a round, from each person in order; with `seen` of the round before where there is one.
template <class Kind>
std::expected<std::vector<Kind>, Fault> read_round(const Ceremony& ceremony, const Texts& texts, Role role,
                                                   const std::vector<std::uint32_t>& people,
                                                   [[maybe_unused]] const hash256& seen) {
    std::vector<Kind> out;
    for (std::size_t i = 0; i < people.size(); ++i) {
        auto message = read_message<Kind>(ceremony, i < texts.size() ? texts[i] : std::nullopt, role, people[i]);
        if (!message)
            return std::unexpected(message.error());
        if constexpr (requires { message->seen; })
            if (message->seen != seen)
                return std::unexpected(Fault{CeremonyError::kOtherView, role, people[i]});
        out.push_back(std::move(*message));
    }
    return out;
}

std::vector<std::uint32_t> everyone(const Ceremony& ceremony) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t index = 1; index <= ceremony.n(); ++index)
        out.push_back(index);
    return out;
}

std::optional<CeremonyError> fault_of(const Ceremony& ceremony, const Deal& deal, const std::vector<Commit>& commits) {
    if (deal.commitments.size() != ceremony.invitation().k || deal.shares.size() != ceremony.n())
        return CeremonyError::kMalformed;
    if (ceremony.previous()) {
        if (deal.commitments.front() != ceremony.previous()->verification_key(deal.from))
            return CeremonyError::kNotItsShare;
    } else if (commits.at(deal.from - 1).commitment != commitment_to(ceremony.hash(), deal.from, deal.commitments)) {
        return CeremonyError::kReveal;
    }
    if (!proves_ephemeral(ceremony.hash(), deal))
        return CeremonyError::kProof;
    return std::nullopt;
}

}  // namespace

std::expected<std::vector<Join>, Fault> read_joins(const Ceremony& ceremony, const Table& table) {
    return read_round<Join>(ceremony, table.joins, Role::kCustodian, everyone(ceremony), {});
}

std::expected<std::vector<Commit>, Fault> read_commits(const Ceremony& ceremony, const Table& table) {
    if (ceremony.previous())
        return std::vector<Commit>{};
    return read_round<Commit>(ceremony, table.commits, Role::kCustodian, everyone(ceremony), seen_of(table.joins));
}

std::expected<std::vector<Deal>, Fault> read_deals(const Ceremony& ceremony, const Table& table,
                                                   const std::vector<Commit>& commits) {
    const auto role = ceremony.dealing_role();
    const auto seen = seen_of(ceremony.previous() ? table.joins : table.commits);
    auto deals = read_round<Deal>(ceremony, table.deals, role, ceremony.dealers(), seen);
    if (!deals)
        return deals;
    for (const auto& deal : *deals)
        if (const auto error = fault_of(ceremony, deal, commits))
            return std::unexpected(Fault{*error, role, deal.from});
    return deals;
}

hash256 commitment_to(const hash256& ceremony, std::uint32_t from, const std::vector<group::Point>& commitments) {
    byte_array<4> number{};
    put_u32(number, from);
    bytes points;
    for (const auto& point : commitments)
        points.insert(points.end(), point.begin(), point.end());
    return hash({as_bytes("porchlight dealing v1"), ceremony, number, points});
}

}  // namespace porchlight::custody::dkg

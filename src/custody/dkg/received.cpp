#include "custody/dkg/received.h"

#include "custody/group/polynomial.h"

namespace porchlight::custody::dkg {

std::expected<Dealt, Fault> read_dealt(const Ceremony& ceremony, const Table& table) {
    auto joins = read_joins(ceremony, table);
    if (!joins)
        return std::unexpected(joins.error());
    const auto commits = read_commits(ceremony, table);
    if (!commits)
        return std::unexpected(commits.error());
    auto deals = read_deals(ceremony, table, *commits);
    if (!deals)
        return std::unexpected(deals.error());
    return Dealt{ceremony.hash(), std::move(*joins), std::move(*deals)};
}

Way way_of(const Dealt& dealt, const Deal& deal, std::uint32_t to) {
    return {dealt.ceremony, deal.from, to, deal.ephemeral, dealt.joins[to - 1].box};
}

bool fits(const Deal& deal, std::uint32_t to, byte_view share) {
    return group::base_multiply(share) == group::committed_value(deal.commitments, to);
}

std::optional<secret_bytes> received(const Dealt& dealt, const Deal& deal, std::uint32_t to, byte_view box_scalar) {
    const auto shared = group::secret_multiple(box_scalar, deal.ephemeral);
    auto share = open_share(way_of(dealt, deal, to), shared.view(), deal.shares[to - 1]);
    if (!share || !fits(deal, to, share->view()))
        return std::nullopt;
    return share;
}

Fault judge(const Ceremony& ceremony, const Dealt& dealt, const Complaint& complaint) {
    const Fault of_complainer{CeremonyError::kFalseComplaint, Role::kCustodian, complaint.from};
    for (const auto& deal : dealt.deals) {
        if (deal.from != complaint.against)
            continue;
        const auto way = way_of(dealt, deal, complaint.from);
        if (!proves_shared(way, complaint.shared, complaint.proof))
            return of_complainer;
        const auto share = open_share(way, complaint.shared, deal.shares[complaint.from - 1]);
        if (share && fits(deal, complaint.from, share->view()))
            return of_complainer;
        return {CeremonyError::kBadShare, ceremony.dealing_role(), deal.from};
    }
    return of_complainer;
}

std::vector<group::Scalar> weights_of(const Ceremony& ceremony) {
    if (ceremony.previous())
        return group::lagrange_weights_at_zero(ceremony.dealers());
    return std::vector(ceremony.dealers().size(), group::scalar_of(1));
}

std::expected<Sharing, Fault> sharing_of(const Ceremony& ceremony, const Dealt& dealt, const hash256& seen) {
    const auto& invitation = ceremony.invitation();
    const auto weights = weights_of(ceremony);
    std::vector<group::Point> commitments(invitation.k, group::identity());
    for (std::size_t i = 0; i < dealt.deals.size(); ++i)
        for (std::size_t j = 0; j < commitments.size(); ++j)
            commitments[j] = group::add(commitments[j], group::multiply(weights[i], dealt.deals[i].commitments[j]));
    Sharing out{invitation.city,       invitation.epoch,      invitation.number,
                invitation.previous,   invitation.end,        invitation.destroy,
                invitation.k,          invitation.custodians, seen,
                std::move(commitments)};
    if (!check_sharing(out) || (ceremony.previous() && out.commitments[0] != ceremony.previous()->commitments[0]))
        return std::unexpected(Fault{CeremonyError::kMalformed, ceremony.dealing_role(), ceremony.dealers().back()});
    return out;
}

}  // namespace porchlight::custody::dkg

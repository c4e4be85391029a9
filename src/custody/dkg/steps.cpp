#include "custody/dkg/steps.h"
#include "custody/dkg/pair_share.h"
#include "custody/dkg/received.h"

namespace porchlight::custody::dkg {
namespace {

std::vector<SealedShare> sealed_shares(const Ceremony& ceremony, const std::vector<Join>& joins, Way way,
                                       byte_view ephemeral_scalar, const group::Polynomial& polynomial) {
    std::vector<SealedShare> out;
    for (std::uint32_t index = 1; index <= ceremony.n(); ++index) {
        way.to = index;
        way.box = joins[index - 1].box;
        const auto shared = group::secret_multiple(ephemeral_scalar, way.box);
        out.push_back(seal_share(way, shared.view(), polynomial.at(index).view()));
    }
    return out;
}

}  // namespace

std::string join(const Ceremony& ceremony, const Party& party) {
    const auto box = group::base_multiply(party.secrets.box_scalar().view());
    return signed_text(Join{ceremony.hash(), ceremony.index_of(party.key.public_half), box}, party.key);
}

std::expected<std::string, Fault> commit(const Ceremony& ceremony, const Party& party, const Table& table) {
    if (const auto joins = read_joins(ceremony, table); !joins)
        return std::unexpected(joins.error());
    const auto index = ceremony.index_of(party.key.public_half);
    const auto commitments = party.secrets.polynomial(ceremony.invitation().k, {}).commitments();
    const auto commitment = commitment_to(ceremony.hash(), index, commitments);
    return signed_text(Commit{ceremony.hash(), seen_of(table.joins), index, commitment}, party.key);
}

std::expected<std::string, Fault> deal(const Ceremony& ceremony, const Party& party, const Table& table,
                                       byte_view old_share) {
    const auto joins = read_joins(ceremony, table);
    if (!joins)
        return std::unexpected(joins.error());
    if (const auto commits = read_commits(ceremony, table); !commits)
        return std::unexpected(commits.error());
    const auto polynomial = party.secrets.polynomial(ceremony.invitation().k, old_share);
    const auto ephemeral = party.secrets.ephemeral_scalar();
    const auto from = ceremony.dealer_of(party.key.public_half);
    const Way way{ceremony.hash(), from, 0, group::base_multiply(ephemeral.view()), {}};
    const Deal out{ceremony.hash(),
                   seen_of(ceremony.previous() ? table.joins : table.commits),
                   from,
                   polynomial.commitments(),
                   way.ephemeral,
                   prove_ephemeral(way, ephemeral.view(), party.secrets.proof_seed().view()),
                   sealed_shares(ceremony, *joins, way, ephemeral.view(), polynomial)};
    return signed_text(out, party.key);
}

std::expected<Verdict, Fault> check(const Ceremony& ceremony, const Party& party, const Table& table) {
    const auto dealt = read_dealt(ceremony, table);
    if (!dealt)
        return std::unexpected(dealt.error());
    const auto index = ceremony.index_of(party.key.public_half);
    const auto seen = seen_of(table.deals);
    for (const auto& deal : dealt->deals) {
        if (received(*dealt, deal, index, party.secrets.box_scalar().view()))
            continue;
        const auto way = way_of(*dealt, deal, index);
        const auto box = party.secrets.box_scalar();
        const auto shared = group::multiply(box.view(), way.ephemeral);
        const auto proof = prove_shared(way, box.view(), shared, party.secrets.proof_seed().view());
        return Verdict{signed_text(Complaint{ceremony.hash(), seen, index, deal.from, shared, proof}, party.key),
                       Fault{CeremonyError::kBadShare, ceremony.dealing_role(), deal.from}};
    }
    const auto sharing = sharing_of(ceremony, *dealt, seen);
    if (!sharing)
        return std::unexpected(sharing.error());
    return Verdict{signed_text(Agree{ceremony.hash(), seen, index, sign_sharing(party.key, *sharing)}, party.key), {}};
}

std::expected<Share, Fault> share_of(const Ceremony& ceremony, const Party& party, const Table& table,
                                     const Sharing& sharing) {
    const auto dealt = read_dealt(ceremony, table);
    if (!dealt)
        return std::unexpected(dealt.error());
    const auto index = ceremony.index_of(party.key.public_half);
    const auto weights = weights_of(ceremony);
    Share out{sharing.epoch, sharing.number, index, hash_of(sharing), secret_bytes(group::kScalarBytes)};
    for (std::size_t i = 0; i < dealt->deals.size(); ++i) {
        auto part = received(*dealt, dealt->deals[i], index, party.secrets.box_scalar().view());
        if (!part)
            return std::unexpected(Fault{CeremonyError::kBadShare, ceremony.dealing_role(), dealt->deals[i].from});
        group::multiply_scalars(part->span(), part->view(), weights[i]);
        group::add_scalars(out.scalar.span(), out.scalar.view(), part->view());
    }
    return out;
}

}  // namespace porchlight::custody::dkg

// A ceremony as one person sees it: who takes part, and the files of all rounds, read and checked (custody/FORMAT.md,
// What is checked, and who is named). Pure functions, any thread.
#pragma once

#include "custody/dkg/invitation.h"
#include "custody/dkg/message.h"

namespace porchlight::custody::dkg {

class Ceremony {
public:
    // previous: the old sharing of a resharing. kSharing's rules: kMalformed if the two do not fit.
    static std::expected<Ceremony, SharingError> create(Invitation invitation, std::optional<Sharing> previous);

    const Invitation& invitation() const { return m_invitation; }
    const std::optional<Sharing>& previous() const { return m_previous; }
    const hash256& hash() const { return m_hash; }
    std::uint32_t n() const { return m_invitation.n(); }

    // The index of the custodian, or of the dealer, with this key; 0 if there is none.
    std::uint32_t index_of(const public_key& key) const;
    std::uint32_t dealer_of(const public_key& key) const;
    // In the order in which they deal.
    const std::vector<std::uint32_t>& dealers() const { return m_dealers; }
    // Whoever has this index in this role.
    const Custodian& person(Role role, std::uint32_t index) const;
    Role dealing_role() const { return m_previous ? Role::kDealer : Role::kCustodian; }

private:
    Ceremony(Invitation invitation, std::optional<Sharing> previous);

    Invitation m_invitation;
    std::optional<Sharing> m_previous;
    hash256 m_hash{};
    std::vector<std::uint32_t> m_dealers;
};

// The texts of files, or nothing where there is none.
using Texts = std::vector<std::optional<std::string>>;

struct Table {
    Texts joins;     // of index i at place i - 1
    Texts commits;   // likewise; empty in a resharing
    Texts deals;     // in the order of the dealers
    Texts verdicts;  // of index i at place i - 1: agreement or complaint
};

// The hash of all lines of a round; each is there and read.
hash256 seen_of(const Texts& texts);

// A message of this kind that is signed by the person, of this ceremony, and from them.
template <class Kind>
std::expected<Kind, Fault> read_message(const Ceremony& ceremony, const std::optional<std::string>& text, Role role,
                                        std::uint32_t index);

std::expected<std::vector<Join>, Fault> read_joins(const Ceremony& ceremony, const Table& table);
// Joins are read.
std::expected<std::vector<Commit>, Fault> read_commits(const Ceremony& ceremony, const Table& table);
// Joins and commits are read. All that can be checked of a dealing without a secret.
std::expected<std::vector<Deal>, Fault> read_deals(const Ceremony& ceremony, const Table& table,
                                                   const std::vector<Commit>& commits);

// What a custodian commits to before revealing it.
hash256 commitment_to(const hash256& ceremony, std::uint32_t from, const std::vector<group::Point>& commitments);

// Someone who signed two files of one round: the first, if there is any. What does not belong is passed over.
std::optional<Fault> find_equivocation(const Ceremony& ceremony, const Table& one, const Table& other);

}  // namespace porchlight::custody::dkg

#include "protocol/statements/standing.h"

#include <algorithm>
#include <set>

namespace porchlight::protocol {
namespace {

bool is_released(const EpochFacts& facts, const hash256& hold, const date& day) {
    return std::ranges::any_of(facts.statements, [&](const SignedStatement& other) {
        const auto* release = std::get_if<HoldRelease>(&other.statement);
        return release != nullptr && release->epoch == facts.epoch && release->hold == hold && release->day <= day;
    });
}

bool stands(const EpochFacts& facts, const SignedStatement& said, const date& day) {
    const auto* hold = std::get_if<Hold>(&said.statement);
    return hold != nullptr && hold->epoch == facts.epoch && hold->day <= day && !is_released(facts, said.id, day);
}

bool is_on_hold(const EpochFacts& facts, const date& day) {
    return std::ranges::any_of(facts.statements, [&](const SignedStatement& said) { return stands(facts, said, day); });
}

std::vector<const Destruction*> counting(const EpochFacts& facts, const date& today) {
    std::vector<const Destruction*> out;
    for (const auto& said : facts.statements) {
        const auto* one = std::get_if<Destruction>(&said.statement);
        if (one != nullptr && one->epoch == facts.epoch && one->day <= today &&
            (one->next || (one->day >= facts.destroy && !is_on_hold(facts, one->day))))
            out.push_back(one);
    }
    return out;
}

// The newest sharing goes by the schedule alone: of the others a resharing may have done away with the shares.
SharingStanding standing_of_sharing(const Sharing& sharing, std::span<const Destruction* const> counted,
                                    bool is_newest) {
    std::set<std::uint32_t> gone;
    for (const auto* one : counted)
        if (one->sharing == sharing.id && one->index <= sharing.custodians.size() && !(is_newest && one->next))
            gone.insert(one->index);
    SharingStanding out{sharing.id, sharing.number, sharing.to_destroy(), {gone.begin(), gone.end()}, {}};
    for (std::uint32_t index = 1; index <= sharing.custodians.size(); ++index)
        if (!gone.contains(index))
            out.missing.push_back(index);
    return out;
}

std::vector<Sharing> sharings_of(const EpochFacts& facts) {
    std::vector<Sharing> out;
    std::ranges::copy_if(facts.sharings, std::back_inserter(out),
                         [&](const Sharing& sharing) { return sharing.epoch == facts.epoch; });
    std::ranges::sort(out, {}, &Sharing::number);
    return out;
}

bool is_destroyed(const EpochStanding& standing) {
    return standing.knows_all_sharings && !standing.sharings.empty() &&
           std::ranges::all_of(standing.sharings, &SharingStanding::is_gone);
}

EpochState state_of(const EpochFacts& facts, const EpochStanding& standing, const date& today) {
    if (is_destroyed(standing))
        return EpochState::kDestroyed;
    if (!standing.holds.empty())
        return EpochState::kOnHold;
    if (today >= facts.destroy)
        return EpochState::kDue;
    return today > facts.end ? EpochState::kClosed : EpochState::kOpen;
}

}  // namespace

std::string_view code(EpochState state) {
    switch (state) {
        case EpochState::kOpen: return "open";
        case EpochState::kClosed: return "closed";
        case EpochState::kDue: return "due";
        case EpochState::kOnHold: return "on_hold";
        case EpochState::kDestroyed: return "destroyed";
    }
    return "open";
}

EpochStanding standing_of(const EpochFacts& facts, const date& today) {
    EpochStanding out;
    for (const auto& said : facts.statements)
        if (stands(facts, said, today))
            out.holds.push_back(said);
    const auto counted = counting(facts, today);
    const auto sharings = sharings_of(facts);
    for (const auto& sharing : sharings)
        out.sharings.push_back(standing_of_sharing(sharing, counted, sharing.number == sharings.back().number));
    // Numbers without a gap, and nothing heard of that is not there.
    const auto is_known = [&](const Destruction* one) {
        return !one->next || find_sharing(sharings, *one->next) != nullptr;
    };
    out.knows_all_sharings = std::ranges::all_of(counted, is_known);
    for (std::size_t i = 0; i < sharings.size(); ++i)
        out.knows_all_sharings = out.knows_all_sharings && sharings[i].number == i + 1;
    out.state = state_of(facts, out, today);
    return out;
}

}  // namespace porchlight::protocol

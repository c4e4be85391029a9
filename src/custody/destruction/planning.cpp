#include "custody/destruction/planning.h"

#include "custody/key_file.h"
#include "custody/shares/share.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

using protocol::Sharing;

std::string about(std::uint32_t epoch) { return "epoch " + std::to_string(epoch); }

// From 1; 0: none.
std::uint32_t index_in(const Sharing& sharing, const public_key& custodian) {
    const auto at = std::ranges::find(sharing.custodians, custodian);
    return at == sharing.custodians.end() ? 0 : static_cast<std::uint32_t>(at - sharing.custodians.begin()) + 1;
}

const Sharing* sharing_of(const Shelf& shelf, const DestructionRequest& request) {
    const Sharing* out = nullptr;
    for (const auto& sharing : shelf.sharings)
        if (sharing.epoch == request.epoch && index_in(sharing, request.custodian) != 0 &&
            (request.sharing == 0 || request.sharing == sharing.number) &&
            (out == nullptr || sharing.number > out->number))
            out = &sharing;
    return out;
}

std::optional<hash256> next_of(const Shelf& shelf, const Sharing& sharing) {
    for (const auto& other : shelf.sharings)
        if (other.epoch == sharing.epoch && other.number == sharing.number + 1)
            return other.id;
    return std::nullopt;
}

// Why the epoch's time has not come; nothing: it has.
std::optional<Failure> obstacle(const KnownEpoch& epoch, const protocol::EpochStanding& standing, const date& today) {
    if (!standing.holds.empty()) {
        const auto& hold = std::get<protocol::Hold>(standing.holds.front().statement);
        return Failure{Error::kOnHold, about(epoch.dates.id),
                       "is on hold by the order " + hold.order + " of " + hold.authority};
    }
    if (today < epoch.dates.destroy)
        return Failure{Error::kNotDue, about(epoch.dates.id), "is not due before " + epoch.dates.destroy.text()};
    return std::nullopt;
}

Result<void> check_schedule(const KnownEpoch& epoch, const std::string& schedule) {
    const auto& approved = epoch.dates.schedule;
    if (approved.empty())
        return failure(Error::kSchedule, about(epoch.dates.id),
                       "has no retention schedule in these papers; add the manifest that names it");
    if (schedule != approved)
        return failure(Error::kSchedule, "the schedule " + (schedule.empty() ? "(nothing)" : schedule),
                       "is not the one that custodians signed for " + about(epoch.dates.id) +
                           "; read its id from the paper again");
    return {};
}

}  // namespace

Result<DestructionPlan> plan_destruction(const Shelf& shelf, const DestructionRequest& request) {
    const auto* epoch = shelf.epoch(request.epoch);
    if (epoch == nullptr)
        return failure(Error::kSharing, about(request.epoch), "is not known from these papers; add its transcripts");
    const auto* sharing = sharing_of(shelf, request);
    if (sharing == nullptr)
        return failure(Error::kSharing, about(request.epoch));
    const auto stopped = obstacle(*epoch, shelf.standing(*epoch, request.today), request.today);
    const auto next = next_of(shelf, *sharing);
    if (stopped && !next)
        return std::unexpected(*stopped);
    if (const auto named = check_schedule(*epoch, request.schedule); !named)
        return std::unexpected(named.error());
    const auto index = index_in(*sharing, request.custodian);
    protocol::Destruction said{{request.city, request.epoch, request.today},
                               sharing->id,
                               index,
                               request.schedule,
                               stopped ? next : std::nullopt};
    const bool whole_key = sharing->custodians.size() == 1;
    auto file =
        whole_key ? std::string(file_name(KeyKind::kEpoch)) : share_file_name(sharing->epoch, sharing->number, index);
    return DestructionPlan{std::move(said), std::move(file), whole_key, sharing->number};
}

}  // namespace porchlight::custody

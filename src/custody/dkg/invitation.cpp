#include "custody/dkg/invitation.h"

#include "custody/shares/custodian_json.h"
#include "record/name.h"

#include <algorithm>

namespace porchlight::custody::dkg {
namespace {

using ordered = nlohmann::ordered_json;

ordered json_of(const Invitation& invitation) {
    auto out = common_json("invitation", invitation);
    out["dealers"] = invitation.dealers;
    return out;
}

std::optional<std::vector<std::uint32_t>> read_dealers(const json& list) {
    if (!list.is_array() || list.size() > kMaxCustodians)
        return std::nullopt;
    std::vector<std::uint32_t> out;
    for (const auto& item : list) {
        if (!item.is_number_unsigned() || item.get<std::uint64_t>() > kMaxCustodians)
            return std::nullopt;
        out.push_back(item.get<std::uint32_t>());
    }
    return out;
}

std::optional<Invitation> read_members(const json& object) {
    const auto unread = date::from_days(0);
    Invitation out{{}, 0, 0, {}, unread, unread, 0, {}, {}};
    auto dealers = read_dealers(object["dealers"]);
    if (!read_common(object, out) || !dealers)
        return std::nullopt;
    out.dealers = std::move(*dealers);
    return out;
}

bool are_rising(const std::vector<std::uint32_t>& indices) {
    return std::ranges::adjacent_find(indices, std::ranges::greater_equal{}) == indices.end() &&
           (indices.empty() || (indices.front() >= 1 && indices.back() <= kMaxCustodians));
}

}  // namespace

std::expected<void, SharingError> check_invitation(const Invitation& invitation) {
    const auto city = record::canonical_text(invitation.city, kMaxCityBytes, kMaxCityBytes);
    if (!city || city->empty() || *city != invitation.city)
        return std::unexpected(SharingError::kText);
    const bool first = invitation.number == 1;
    if (invitation.epoch == 0 || invitation.number == 0 || first != all_zero(invitation.previous) ||
        first != invitation.dealers.empty() || !are_rising(invitation.dealers))
        return std::unexpected(SharingError::kMalformed);
    if (invitation.destroy < invitation.end)
        return std::unexpected(SharingError::kDates);
    return check_custodians(invitation.custodians, invitation.k);
}

std::string to_text(const Invitation& invitation) { return json_of(invitation).dump() + "\n"; }

std::expected<Invitation, SharingError> parse_invitation(std::string_view line) {
    const auto object = parse_json(line, kMaxInvitationBytes);
    if (!object || !has_exactly(*object, {"v", "kind", "city", "epoch", "sharing", "previous", "end", "destroy", "k",
                                          "custodians", "dealers"}))
        return std::unexpected(SharingError::kMalformed);
    auto invitation = read_members(*object);
    if (!invitation || to_text(*invitation) != line)
        return std::unexpected(SharingError::kMalformed);
    if (const auto fit = check_invitation(*invitation); !fit)
        return std::unexpected(fit.error());
    return std::move(*invitation);
}

}  // namespace porchlight::custody::dkg

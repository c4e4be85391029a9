#include "custody/shares/sharing.h"

#include "base/json.h"
#include "custody/group/polynomial.h"
#include "custody/shares/custodian_json.h"

namespace porchlight::custody {
namespace {

using ordered = nlohmann::ordered_json;

ordered json_of(const Sharing& sharing) {
    auto out = common_json("sharing", sharing);
    out["contributions"] = to_hex(sharing.contributions);
    out["commitments"] = points_json(sharing.commitments);
    return out;
}

std::optional<Sharing> read_members(const json& object) {
    const auto unread = date::from_days(0);
    Sharing out{{}, 0, 0, {}, unread, unread, 0, {}, {}, {}};
    const auto contributions = hex_member<32>(object, "contributions");
    auto commitments = read_points(object["commitments"]);
    if (!read_common(object, out) || !contributions || !commitments)
        return std::nullopt;
    out.contributions = *contributions;
    out.commitments = std::move(*commitments);
    return out;
}

}  // namespace

group::Point Sharing::verification_key(std::uint32_t index) const { return group::committed_value(commitments, index); }

byte_array<32> Sharing::epoch_public_key() const {
    return group::montgomery_form(commitments.front()).value_or(byte_array<32>{});
}

std::string to_text(const Sharing& sharing) { return json_of(sharing).dump() + "\n"; }

std::expected<Sharing, SharingError> parse_sharing(std::string_view line) {
    const auto object = parse_json(line, kMaxSharingBytes);
    if (!object || !has_exactly(*object, {"v", "kind", "city", "epoch", "sharing", "previous", "end", "destroy", "k",
                                          "custodians", "contributions", "commitments"}))
        return std::unexpected(SharingError::kMalformed);
    auto sharing = read_members(*object);
    // Any other bytes than a writer's, such as spaces or another version, show here.
    if (!sharing || to_text(*sharing) != line)
        return std::unexpected(SharingError::kMalformed);
    if (const auto fit = check_sharing(*sharing); !fit)
        return std::unexpected(fit.error());
    return std::move(*sharing);
}

hash256 hash_of(const Sharing& sharing) { return hash(as_bytes(to_text(sharing))); }

}  // namespace porchlight::custody

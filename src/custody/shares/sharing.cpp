#include "custody/shares/sharing.h"

#include "base/json.h"
#include "custody/group/polynomial.h"
#include "custody/shares/custodian_json.h"

namespace porchlight::custody {
namespace {

using ordered = nlohmann::ordered_json;

ordered json_of(const Sharing& sharing) {
    return {{"v", 1},
            {"kind", "sharing"},
            {"city", sharing.city},
            {"epoch", sharing.epoch},
            {"sharing", sharing.number},
            {"previous", to_hex(sharing.previous)},
            {"end", sharing.end.text()},
            {"destroy", sharing.destroy.text()},
            {"k", sharing.k},
            {"custodians", custodians_json(sharing.custodians)},
            {"contributions", to_hex(sharing.contributions)},
            {"commitments", points_json(sharing.commitments)}};
}

std::optional<Sharing> read_members(const json& object) {
    auto city = text_member(object, "city", kMaxCityBytes);
    const auto epoch = integer_member(object, "epoch", 1, UINT32_MAX);
    const auto number = integer_member(object, "sharing", 1, UINT32_MAX);
    const auto previous = hex_member<32>(object, "previous");
    const auto end = date::parse(text_member(object, "end", 10).value_or(""));
    const auto destroy = date::parse(text_member(object, "destroy", 10).value_or(""));
    const auto k = integer_member(object, "k", 0, UINT32_MAX);
    const auto contributions = hex_member<32>(object, "contributions");
    auto custodians = read_custodians(object["custodians"]);
    auto commitments = read_points(object["commitments"]);
    if (!city || !epoch || !number || !previous || !end || !destroy || !k || !contributions || !custodians ||
        !commitments)
        return std::nullopt;
    return Sharing{std::move(*city),
                   static_cast<std::uint32_t>(*epoch),
                   static_cast<std::uint32_t>(*number),
                   *previous,
                   *end,
                   *destroy,
                   static_cast<std::uint32_t>(*k),
                   std::move(*custodians),
                   *contributions,
                   std::move(*commitments)};
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

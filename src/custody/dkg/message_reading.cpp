#include "custody/dkg/message.h"

#include "custody/shares/custodian_json.h"

#include <algorithm>

namespace porchlight::custody::dkg {
namespace {

// What every kind but a join has.
struct Begun {
    hash256 ceremony{};
    hash256 seen{};
    std::uint32_t from = 0;
};

std::optional<std::uint32_t> index_member(const json& object, const char* name) {
    const auto index = integer_member(object, name, 1, kMaxCustodians);
    return index ? std::optional(static_cast<std::uint32_t>(*index)) : std::nullopt;
}

std::optional<group::Point> point_member(const json& object, const char* name) {
    const auto digits = text_member(object, name, 2 * group::kPointBytes);
    return digits ? group::parse_point_hex(*digits) : std::nullopt;
}

std::optional<Begun> read_begun(const json& object) {
    const auto ceremony = hex_member<32>(object, "ceremony");
    const auto seen = hex_member<32>(object, "seen");
    const auto from = index_member(object, "from");
    if (!ceremony || !seen || !from)
        return std::nullopt;
    return Begun{*ceremony, *seen, *from};
}

std::optional<Message> read_join(const json& object) {
    const auto ceremony = hex_member<32>(object, "ceremony");
    const auto from = index_member(object, "from");
    const auto box = point_member(object, "box");
    if (!has_exactly(object, {"v", "kind", "ceremony", "from", "box"}) || !ceremony || !from || !box)
        return std::nullopt;
    return Join{*ceremony, *from, *box};
}

std::optional<Message> read_commit(const json& object) {
    const auto begun = read_begun(object);
    const auto commitment = hex_member<32>(object, "commitment");
    if (!has_exactly(object, {"v", "kind", "ceremony", "seen", "from", "commitment"}) || !begun || !commitment)
        return std::nullopt;
    return Commit{begun->ceremony, begun->seen, begun->from, *commitment};
}

std::optional<std::vector<SealedShare>> read_shares(const json& list) {
    if (!list.is_array() || list.size() > kMaxCustodians)
        return std::nullopt;
    std::vector<SealedShare> out;
    for (const auto& item : list) {
        const auto share =
            item.is_string() ? array_from_hex<kSealedShareBytes>(item.get_ref<const std::string&>()) : std::nullopt;
        if (!share)
            return std::nullopt;
        out.push_back(*share);
    }
    return out;
}

std::optional<Message> read_deal(const json& object) {
    if (!has_exactly(object, {"v", "kind", "ceremony", "seen", "from", "commitments", "ephemeral", "proof", "shares"}))
        return std::nullopt;
    const auto begun = read_begun(object);
    auto commitments = read_points(object["commitments"]);
    const auto ephemeral = point_member(object, "ephemeral");
    const auto proof = hex_member<group::kProofBytes>(object, "proof");
    auto shares = read_shares(object["shares"]);
    if (!begun || !commitments || !ephemeral || !proof || !shares ||
        !std::ranges::all_of(*commitments, [](const auto& point) { return group::parse_point(point).has_value(); }))
        return std::nullopt;
    return Deal{begun->ceremony, begun->seen, begun->from,       std::move(*commitments),
                *ephemeral,      *proof,      std::move(*shares)};
}

std::optional<Message> read_agree(const json& object) {
    const auto begun = read_begun(object);
    const auto by = hex_member<64>(object, "signature");
    if (!has_exactly(object, {"v", "kind", "ceremony", "seen", "from", "signature"}) || !begun || !by)
        return std::nullopt;
    return Agree{begun->ceremony, begun->seen, begun->from, *by};
}

std::optional<Message> read_complaint(const json& object) {
    const auto begun = read_begun(object);
    const auto against = index_member(object, "against");
    const auto shared = point_member(object, "shared");
    const auto proof = hex_member<group::kProofBytes>(object, "proof");
    if (!has_exactly(object, {"v", "kind", "ceremony", "seen", "from", "against", "shared", "proof"}) || !begun ||
        !against || !shared || !proof)
        return std::nullopt;
    return Complaint{begun->ceremony, begun->seen, begun->from, *against, *shared, *proof};
}

std::optional<Message> read_any(const json& object) {
    const auto kind = text_member(object, "kind", 16).value_or("");
    if (kind == "join")
        return read_join(object);
    if (kind == "commit")
        return read_commit(object);
    if (kind == "deal")
        return read_deal(object);
    if (kind == "agree")
        return read_agree(object);
    return kind == "complaint" ? read_complaint(object) : std::nullopt;
}

}  // namespace

std::expected<Message, CeremonyError> parse_message(std::string_view text) {
    const auto split = split_signed(text);
    const auto object = split ? parse_json(split->line, kMaxMessageBytes) : std::nullopt;
    auto message = object ? read_any(*object) : std::nullopt;
    // Any other bytes than a writer's, such as spaces or another version, show here.
    if (!message || line_of(*message) != split->line)
        return std::unexpected(CeremonyError::kMalformed);
    return std::move(*message);
}

}  // namespace porchlight::custody::dkg

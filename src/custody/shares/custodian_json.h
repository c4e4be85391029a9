// What sharings and invitations carry alike. Pure functions, any thread.
#pragma once

#include "base/json.h"
#include "custody/shares/sharing.h"

namespace porchlight::custody {

nlohmann::ordered_json custodians_json(const std::vector<Custodian>& custodians);
// Their form alone; see check_custodians.
std::optional<std::vector<Custodian>> read_custodians(const json& list);

// 64 lower-case hex digits each, at most kMaxCustodians; not yet checked to be points.
nlohmann::ordered_json points_json(const std::vector<group::Point>& points);
std::optional<std::vector<group::Point>> read_points(const json& list);

// The members that both begin with, from "v" to "custodians". Document: Sharing or dkg::Invitation.
template <class Document>
nlohmann::ordered_json common_json(std::string_view kind, const Document& document) {
    return {{"v", 1},
            {"kind", kind},
            {"city", document.city},
            {"epoch", document.epoch},
            {"sharing", document.number},
            {"previous", to_hex(document.previous)},
            {"end", document.end.text()},
            {"destroy", document.destroy.text()},
            {"k", document.k},
            {"custodians", custodians_json(document.custodians)}};
}

// Their form alone. What is not of a document's limits is for its own check.
template <class Document>
bool read_common(const json& object, Document& out) {
    auto city = text_member(object, "city", kMaxCityBytes);
    const auto epoch = integer_member(object, "epoch", 1, UINT32_MAX);
    const auto number = integer_member(object, "sharing", 1, UINT32_MAX);
    const auto previous = hex_member<32>(object, "previous");
    const auto end = date::parse(text_member(object, "end", 10).value_or(""));
    const auto destroy = date::parse(text_member(object, "destroy", 10).value_or(""));
    const auto k = integer_member(object, "k", 0, UINT32_MAX);
    auto custodians = read_custodians(object["custodians"]);
    if (!city || !epoch || !number || !previous || !end || !destroy || !k || !custodians)
        return false;
    out.city = std::move(*city);
    out.epoch = static_cast<std::uint32_t>(*epoch);
    out.number = static_cast<std::uint32_t>(*number);
    out.previous = *previous;
    out.end = *end;
    out.destroy = *destroy;
    out.k = static_cast<std::uint32_t>(*k);
    out.custodians = std::move(*custodians);
    return true;
}

}  // namespace porchlight::custody

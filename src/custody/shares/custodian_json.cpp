#include "custody/shares/custodian_json.h"

namespace porchlight::custody {

using ordered = nlohmann::ordered_json;

ordered custodians_json(const std::vector<Custodian>& custodians) {
    ordered out = ordered::array();
    for (const auto& custodian : custodians)
        out.push_back({{"name", custodian.name}, {"authority", custodian.authority}, {"key", to_hex(custodian.key)}});
    return out;
}

ordered points_json(const std::vector<group::Point>& points) {
    ordered out = ordered::array();
    for (const auto& point : points)
        out.push_back(to_hex(point));
    return out;
}

std::optional<std::vector<Custodian>> read_custodians(const json& list) {
    if (!list.is_array() || list.size() > kMaxCustodians)
        return std::nullopt;
    std::vector<Custodian> out;
    for (const auto& item : list) {
        auto name = text_member(item, "name", kMaxCustodianTextBytes);
        auto authority = text_member(item, "authority", kMaxCustodianTextBytes);
        const auto key = hex_member<32>(item, "key");
        if (!has_exactly(item, {"name", "authority", "key"}) || !name || !authority || !key)
            return std::nullopt;
        out.push_back({std::move(*name), std::move(*authority), *key});
    }
    return out;
}

std::optional<std::vector<group::Point>> read_points(const json& list) {
    if (!list.is_array() || list.size() > kMaxCustodians)
        return std::nullopt;
    std::vector<group::Point> out;
    for (const auto& item : list) {
        const auto point = item.is_string() ? array_from_hex<32>(item.get_ref<const std::string&>()) : std::nullopt;
        if (!point)
            return std::nullopt;
        out.push_back(*point);
    }
    return out;
}

}  // namespace porchlight::custody

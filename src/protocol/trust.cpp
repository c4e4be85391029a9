#include "protocol/trust.h"

#include "base/json.h"

#include <algorithm>
#include <set>

namespace porchlight::protocol {
namespace {

std::optional<KeySet> parse_keys(const json& object) {
    if (!has_exactly(object, {"threshold", "keys"}) || !object["keys"].is_array())
        return std::nullopt;
    const auto threshold = integer_member(object, "threshold", 1, static_cast<std::int64_t>(kMaxSignatures));
    KeySet out;
    for (const auto& item : object["keys"]) {
        const auto key = item.is_string() ? array_from_hex<32>(item.get_ref<const std::string&>()) : std::nullopt;
        if (!key)
            return std::nullopt;
        out.keys.push_back(*key);
    }
    const std::set<public_key> different(out.keys.begin(), out.keys.end());
    if (!threshold || different.size() != out.keys.size() || static_cast<std::size_t>(*threshold) > out.keys.size())
        return std::nullopt;
    out.threshold = static_cast<std::size_t>(*threshold);
    return out;
}

json keys_json(const KeySet& keys) {
    json list = json::array();
    for (const auto& key : keys.keys)
        list.push_back(to_hex(key));
    return {{"threshold", keys.threshold}, {"keys", list}};
}

}  // namespace

std::expected<Trust, Error> parse_trust(std::string_view text) {
    const auto object = parse_json(text, kMaxDocumentBytes);
    if (!object || !has_exactly(*object, {"v", "city", "custodians", "releases"}) ||
        !integer_member(*object, "v", 1, 1))
        return std::unexpected(Error::kMalformed);
    auto city = text_member(*object, "city", 128);
    auto custodians = parse_keys((*object)["custodians"]);
    auto releases = parse_keys((*object)["releases"]);
    if (!city || !custodians || !releases)
        return std::unexpected(Error::kMalformed);
    return Trust{std::move(*city), std::move(*custodians), std::move(*releases)};
}

std::string to_text(const Trust& trust) {
    const json out = {{"v", 1},
                      {"city", trust.city},
                      {"custodians", keys_json(trust.custodians)},
                      {"releases", keys_json(trust.releases)}};
    return out.dump(2) + "\n";
}

}  // namespace porchlight::protocol

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

std::optional<public_log::VerifierKey> key_of_type(const json& text, public_log::SignatureType type) {
    if (!text.is_string())
        return std::nullopt;
    auto key = public_log::parse_verifier_key(text.get_ref<const std::string&>());
    return key && key->type == type ? std::optional(std::move(*key)) : std::nullopt;
}

// Who cosigns: no name and no key of one is another's, nor the log's.
std::optional<std::vector<public_log::VerifierKey>> parse_witnesses(const json& list,
                                                                    const public_log::VerifierKey& log) {
    if (!list.is_array() || list.size() > public_log::kMaxWitnesses)
        return std::nullopt;
    std::set<std::string> names{log.name};
    std::set<public_key> keys{log.key};
    std::vector<public_log::VerifierKey> out;
    for (const auto& item : list) {
        auto key = key_of_type(item, public_log::SignatureType::kCosignature);
        if (!key || !names.insert(key->name).second || !keys.insert(key->key).second)
            return std::nullopt;
        out.push_back(std::move(*key));
    }
    return out;
}

std::optional<public_log::LogPolicy> parse_log(const json& object) {
    if (!has_exactly(object, {"key", "threshold", "witnesses"}))
        return std::nullopt;
    auto log = key_of_type(object["key"], public_log::SignatureType::kEd25519);
    const auto threshold = integer_member(object, "threshold", 1, static_cast<std::int64_t>(public_log::kMaxWitnesses));
    auto witnesses = log ? parse_witnesses(object["witnesses"], *log) : std::nullopt;
    if (!threshold || !witnesses || static_cast<std::size_t>(*threshold) > witnesses->size())
        return std::nullopt;
    return public_log::LogPolicy{std::move(*log), static_cast<std::size_t>(*threshold), std::move(*witnesses)};
}

json log_json(const public_log::LogPolicy& policy) {
    json list = json::array();
    for (const auto& witness : policy.witnesses)
        list.push_back(public_log::to_text(witness));
    return {{"key", public_log::to_text(policy.log)}, {"threshold", policy.threshold}, {"witnesses", list}};
}

}  // namespace

std::expected<Trust, Error> parse_trust(std::string_view text) {
    const auto object = parse_json(text, kMaxDocumentBytes);
    if (!object || !object->is_object())
        return std::unexpected(Error::kMalformed);
    const bool has_log = object->contains("log");
    if ((!has_exactly(*object, {"v", "city", "custodians", "releases"}) &&
         !has_exactly(*object, {"v", "city", "custodians", "releases", "log"})) ||
        !integer_member(*object, "v", 1, 1))
        return std::unexpected(Error::kMalformed);
    auto city = text_member(*object, "city", 128);
    auto custodians = parse_keys((*object)["custodians"]);
    auto releases = parse_keys((*object)["releases"]);
    auto log = has_log ? parse_log((*object)["log"]) : std::nullopt;
    if (!city || !custodians || !releases || has_log != log.has_value())
        return std::unexpected(Error::kMalformed);
    return Trust{std::move(*city), std::move(*custodians), std::move(*releases), std::move(log)};
}

std::string to_text(const Trust& trust) {
    json out = {{"v", 1},
                {"city", trust.city},
                {"custodians", keys_json(trust.custodians)},
                {"releases", keys_json(trust.releases)}};
    if (trust.log)
        out["log"] = log_json(*trust.log);
    return out.dump(2) + "\n";
}

}  // namespace porchlight::protocol

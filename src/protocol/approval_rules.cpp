#include "protocol/approval_rules.h"

#include <algorithm>
#include <array>

namespace porchlight::protocol {
namespace {

constexpr std::array kRoles = {kLibrarianRole, kSiteLeadRole, kAdministratorRole};

bool read_roles(const json& value, ApprovalRule& out) {
    if (!value.is_array() || value.empty())
        return false;
    out.roles.clear();
    for (const auto& role : value)
        if (!role.is_string() || std::ranges::find(kRoles, role.get_ref<const std::string&>()) == kRoles.end() ||
            !out.roles.insert(role.get<std::string>()).second)
            return false;
    return true;
}

std::optional<ApprovalRule> parse_rule(const json& object) {
    if (!object.is_object())
        return std::nullopt;
    ApprovalRule out;
    for (const auto& [name, value] : object.items()) {
        if (name == "roles" && read_roles(value, out))
            continue;
        if (name != "second" || !value.is_boolean())
            return std::nullopt;
        out.second = value.get<bool>();
    }
    return out;
}

}  // namespace

std::optional<ApprovalRules> parse_approval_rules(const json& programme, std::span<const std::string> classes) {
    ApprovalRules out;
    const auto at = programme.find("approvals");
    if (at == programme.end())
        return out;
    if (!at->is_object())
        return std::nullopt;
    for (const auto& [card_class, value] : at->items()) {
        auto rule = parse_rule(value);
        if (!rule || std::ranges::find(classes, card_class) == classes.end())
            return std::nullopt;
        out[card_class] = std::move(*rule);
    }
    return out;
}

}  // namespace porchlight::protocol

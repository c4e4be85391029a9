// Who may approve a card of which class, as the programme says (protocol/PROTOCOL.md, Manifest).
// Pure functions, any thread.
#pragma once

#include "base/json.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

namespace porchlight::protocol {

constexpr std::string_view kLibrarianRole = "librarian";
constexpr std::string_view kSiteLeadRole = "site-lead";
constexpr std::string_view kAdministratorRole = "administrator";

struct ApprovalRule {
    std::set<std::string, std::less<>> roles{std::string(kLibrarianRole), std::string(kSiteLeadRole)};
    bool second = false;  // two people must approve
};

// By class; a class that is missing has the rule of a new ApprovalRule.
using ApprovalRules = std::map<std::string, ApprovalRule, std::less<>>;

// Of a programme's "approvals", which may be missing. Nothing if it is malformed.
std::optional<ApprovalRules> parse_approval_rules(const json& programme, std::span<const std::string> classes);

}  // namespace porchlight::protocol

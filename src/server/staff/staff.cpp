#include "server/staff/staff.h"

#include "protocol/approval_rules.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace porchlight::server {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 3> kRoles = {{
    {Role::kLibrarian, protocol::kLibrarianRole},
    {Role::kSiteLead, protocol::kSiteLeadRole},
    {Role::kAdministrator, protocol::kAdministratorRole},
}};

// No symbol that is taken for another when it is read aloud or written down.
constexpr std::string_view kSymbols = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeSymbols = 16;
constexpr std::size_t kGroup = 4;

bool has_same_keys(const std::vector<Passkey>& a, const std::vector<Passkey>& b) {
    return std::ranges::equal(a, b, {}, &Passkey::id, &Passkey::id);
}

}  // namespace

std::string_view code(Role role) {
    return std::ranges::find(kRoles, role, [](auto& e) { return e.first; })->second;
}

std::optional<Role> role_of(std::string_view code) {
    const auto at = std::ranges::find(kRoles, code, [](auto& entry) { return entry.second; });
    return at == kRoles.end() ? std::nullopt : std::optional(at->first);
}

bool has_same_access(const Staff& before, const Staff& now) {
    return before.role == now.role && before.site == now.site && before.password == now.password &&
           before.app == now.app && has_same_keys(before.passkeys, now.passkeys);
}

bool may_manage(const Staff& actor, const Staff& other) {
    if (actor.name == other.name)
        return false;
    return actor.role == Role::kAdministrator ||
           (actor.role == Role::kSiteLead && other.role == Role::kLibrarian && actor.site == other.site);
}

std::string new_invitation_code() {
    std::string out;
    for (std::size_t i = 0; i < kCodeSymbols; ++i) {
        if (i > 0 && i % kGroup == 0)
            out.push_back('-');
        out.push_back(kSymbols[random_below(static_cast<std::uint32_t>(kSymbols.size()))]);
    }
    return out;
}

hash256 hash_of_invitation(std::string_view account, std::string_view code) {
    std::string symbols;
    for (const char c : code)
        if (c != '-' && c != ' ')
            symbols.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    return keyed_hash(as_bytes("porchlight invitation v1"), {hash(as_bytes(account)), as_bytes(symbols)});
}

Staff invited(const Staff& staff, std::string_view code, const date& today) {
    Staff out{staff.name, staff.site};
    out.role = staff.role;
    out.invitation = Invitation{hash_of_invitation(staff.name, code), date::from_days(today.days() + kInvitationDays)};
    return out;
}

}  // namespace porchlight::server

// The accounts of those who work with the server (protocol/PROTOCOL.md, Accounts).
// Values; any thread.
#pragma once

#include "base/crypto.h"
#include "base/date.h"
#include "server/staff/passkey.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::server {

enum class Role { kLibrarian, kSiteLead, kAdministrator };
// "librarian", "site-lead", "administrator".
std::string_view code(Role role);
std::optional<Role> role_of(std::string_view code);

// Good once, up to and including a day.
struct Invitation {
    hash256 code{};  // hash_of_invitation()
    date until = date::from_days(0);

    friend bool operator==(const Invitation&, const Invitation&) = default;
};

struct Staff {
    std::string name;
    std::string site;
    std::string password = {};  // an Argon2id string; empty where there is none
    Role role = Role::kLibrarian;
    bytes app = {};  // the secret of the codes, wrapped (staff_secrets.h); empty where there is none
    std::vector<Passkey> passkeys = {};
    std::optional<Invitation> invitation = {};
    bool locked = false;  // the password, until somebody lifts it

    friend bool operator==(const Staff&, const Staff&) = default;
};

// May a session that began as `before` go on? Its rights and the ways to sign in are the same; a lock, and how often
// a passkey has signed, say nothing about it.
bool has_same_access(const Staff& before, const Staff& now);

// Locks and invitations of the other: a site lead those of the site's librarians, an administrator those of all
// others.
bool may_manage(const Staff& actor, const Staff& other);

// Sees the people of the site, or of all sites, and what is unusual there.
inline bool is_lead(const Staff& staff) { return staff.role != Role::kLibrarian; }
inline bool sees_site(const Staff& staff, std::string_view site) {
    return staff.role == Role::kAdministrator || (staff.role == Role::kSiteLead && staff.site == site);
}

constexpr std::int64_t kInvitationDays = 7;
// Sixteen symbols by chance, in groups of four: "XXXX-XXXX-XXXX-XXXX".
std::string new_invitation_code();
// However it was typed; of one account alone.
hash256 hash_of_invitation(std::string_view account, std::string_view code);
// The account as one that has nothing but this invitation.
Staff invited(const Staff& staff, std::string_view code, const date& today);

}  // namespace porchlight::server

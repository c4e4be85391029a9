#include "server/staff_admin.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::size_t kMinDemoPasswordBytes = 4;
constexpr std::size_t kMaxDemoPasswordBytes = 1024;

std::expected<Staff, std::string> new_account(const Command& command) {
    if (!is_label(command.display_name) || !is_label(command.site))
        return std::unexpected("A name or site is at most 128 bytes of printable text.");
    const auto role = role_of(command.role);
    if (!role)
        return std::unexpected("There is no role " + command.role + ": librarian, site-lead or administrator.");
    Staff out{command.display_name, command.site};
    out.role = *role;
    return out;
}

std::expected<Staff, std::string> find_known(const std::string& name, Store& store) {
    const auto stored = store.load_settings();
    if (!stored)
        return std::unexpected(store_sentence(stored.error()));
    const auto at = std::ranges::find(stored->staff, name, &Staff::name);
    if (at == stored->staff.end())
        return std::unexpected("There is no account " + name + ".");
    return *at;
}

std::string tell_invitation(const Staff& account, const std::string& code) {
    return "Invitation for " + account.name + ", good once, until " + account.invitation->until.text() + ": " + code;
}

}  // namespace

Report add_staff(const Command& command, const Clock& clock, Store& store) {
    const auto account = new_account(command);
    if (!account)
        return std::unexpected(account.error());
    const auto code = new_invitation_code();
    const auto invitee = invited(*account, code, clock.today());
    const auto added = add_account(store, invitee);
    if (!added && added.error() == StoreError::kConflict)
        return std::unexpected("There is an account " + account->name +
                               " already: `reset-staff` gives it a new invitation.");
    if (!added)
        return std::unexpected(store_sentence(added.error()));
    return tell_invitation(invitee, code);
}

Report add_demo_staff(const Command& command, std::string_view password, StaffStore& store) {
    auto account = new_account(command);
    if (!account)
        return std::unexpected(account.error());
    if (password.size() < kMinDemoPasswordBytes || password.size() > kMaxDemoPasswordBytes)
        return std::unexpected("A password has 4 to 1024 bytes.");
    account->password = hash_password(password);
    if (account->password.empty())
        return std::unexpected("There is not enough memory to hash a password: 64 MiB are needed.");
    if (const auto put = store.put_staff(*account); !put)
        return std::unexpected(store_sentence(put.error()));
    return account->name + " may sign in at " + account->site + " with a password alone: for demonstrations only.";
}

Report reset_staff(const Command& command, const Clock& clock, Store& store) {
    const auto staff = find_known(command.display_name, store);
    if (!staff)
        return std::unexpected(staff.error());
    const auto code = new_invitation_code();
    const auto invitee = invited(*staff, code, clock.today());
    if (const auto put = store.put_staff(invitee); !put)
        return std::unexpected(store_sentence(put.error()));
    return tell_invitation(invitee, code);
}

Report unlock_staff(const Command& command, Store& store) {
    auto staff = find_known(command.display_name, store);
    if (!staff)
        return std::unexpected(staff.error());
    staff->locked = false;
    if (const auto put = store.put_staff(*staff); !put)
        return std::unexpected(store_sentence(put.error()));
    return staff->name + " may try a password again.";
}

Report remove_staff(const Command& command, StaffStore& store) {
    const auto removed = store.remove_staff(command.display_name);
    if (!removed)
        return std::unexpected(store_sentence(removed.error()));
    if (!*removed)
        return std::unexpected("There is no account " + command.display_name + ".");
    return "The account " + command.display_name + " is gone.";
}

}  // namespace porchlight::server

#include "server/people_service.h"

#include "server/desk_service.h"
#include "server/registry.h"

namespace porchlight::server {

std::expected<std::vector<Staff>, Error> PeopleService::list(const Staff& actor) const {
    if (!is_lead(actor))
        return std::unexpected(Error::kRole);
    std::vector<Staff> out;
    for (const auto& [name, staff] : m_access.settings.now->staff)
        if (sees_site(actor, staff.site))
            out.push_back(staff);
    return out;
}

// An account that is not there is answered as one that is not the actor's.
std::expected<Staff, Error> PeopleService::managed(const Staff& actor, const std::string& name) const {
    const auto* staff = m_access.find(name);
    if (staff == nullptr || !may_manage(actor, *staff))
        return std::unexpected(Error::kRole);
    return *staff;
}

void PeopleService::unlock(const Staff& actor, const std::string& name, StaffAccess::Changed done) {
    const auto staff = managed(actor, name);
    if (!staff)
        return done(std::unexpected(staff.error()));
    m_access.guard.succeeded(name);
    auto after = *staff;
    after.locked = false;
    m_access.change(*staff, after, std::move(done));
}

void PeopleService::reset(const Staff& actor, const std::string& name,
                          std::function<void(std::expected<Invited, Error>)> done) {
    const auto staff = managed(actor, name);
    if (!staff)
        return done(std::unexpected(staff.error()));
    m_access.guard.succeeded(name);
    const auto code = new_invitation_code();
    const auto after = invited(*staff, code, m_access.clock.today());
    m_access.change(*staff, after, [code, until = after.invitation->until, done = std::move(done)](auto changed) {
        if (!changed)
            return done(std::unexpected(changed.error()));
        done(Invited{code, until});
    });
}

void PeopleService::invite(const Staff& actor, const Staff& account,
                           std::function<void(std::expected<Invited, Error>)> done) {
    if (actor.role != Role::kAdministrator)
        return done(std::unexpected(Error::kRole));
    if (!is_label(account.name) || !is_label(account.site))
        return done(std::unexpected(Error::kMalformed));
    const auto code = new_invitation_code();
    const auto invitee = invited(account, code, m_access.clock.today());
    const auto add = [invitee](Store& store) -> std::expected<void, Error> {
        const auto there = has_site(store, invitee.site);
        if (!there)
            return std::unexpected(error_of(there.error()));
        if (!*there)
            return std::unexpected(Error::kGone);
        const auto added = add_account(store, invitee);
        if (!added)
            return std::unexpected(added.error() == StoreError::kConflict ? Error::kAccountExists
                                                                          : error_of(added.error()));
        return {};
    };
    change_store(m_store, add, [code, until = invitee.invitation->until, done = std::move(done)](const auto& added) {
        if (!added)
            return done(std::unexpected(added.error()));
        done(Invited{code, until});
    });
}

void PeopleService::remove(const Staff& actor, const std::string& name, StaffAccess::Changed done) {
    if (actor.role != Role::kAdministrator || actor.name == name)
        return done(std::unexpected(Error::kRole));
    const auto take_away = [name](Store& store) -> std::expected<void, Error> {
        const auto removed = store.remove_staff(name);
        if (!removed)
            return std::unexpected(error_of(removed.error()));
        if (!*removed)
            return std::unexpected(Error::kGone);
        return {};
    };
    change_store(m_store, take_away, std::move(done));
}

}  // namespace porchlight::server

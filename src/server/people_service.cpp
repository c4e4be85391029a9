#include "server/people_service.h"

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

}  // namespace porchlight::server

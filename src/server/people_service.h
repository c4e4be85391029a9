// The care of accounts at the desk: who works here, whose password is locked, who needs a new invitation
// (protocol/PROTOCOL.md, Accounts). Without transport.
// The I/O thread only.
#pragma once

#include "server/staff_access.h"

namespace porchlight::server {

class PeopleService {
public:
    struct Invited {
        std::string code;
        date until;
    };

    explicit PeopleService(StaffAccess& access) : m_access(access) {}

    // Those whom a site lead or an administrator sees, by name. kRole for a librarian.
    std::expected<std::vector<Staff>, Error> list(const Staff& actor) const;
    // kRole: not this account's to do; kGone: it was changed meanwhile.
    void unlock(const Staff& actor, const std::string& name, StaffAccess::Changed done);
    void reset(const Staff& actor, const std::string& name, std::function<void(std::expected<Invited, Error>)> done);

private:
    std::expected<Staff, Error> managed(const Staff& actor, const std::string& name) const;

    StaffAccess& m_access;
};

}  // namespace porchlight::server

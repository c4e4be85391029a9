// The care of accounts at the desk: who works here, whose password is locked, who needs a new invitation
// (protocol/PROTOCOL.md, Accounts). Without transport.
// The I/O thread only.
#pragma once

#include "server/staff_access.h"
#include "server/store/store_runner.h"

namespace porchlight::server {

class PeopleService {
public:
    struct Invited {
        std::string code;
        date until;
    };

    PeopleService(StaffAccess& access, StoreRunner& store) : m_access(access), m_store(store) {}

    // Those whom a site lead or an administrator sees, by name. kRole for a librarian.
    std::expected<std::vector<Staff>, Error> list(const Staff& actor) const;
    // kRole: not this account's to do; kGone: it was changed meanwhile.
    void unlock(const Staff& actor, const std::string& name, StaffAccess::Changed done);
    void reset(const Staff& actor, const std::string& name, std::function<void(std::expected<Invited, Error>)> done);
    // An administrator's alone. kMalformed: no name; kGone: no such site; kAccountExists.
    void invite(const Staff& actor, const Staff& account, std::function<void(std::expected<Invited, Error>)> done);
    // An administrator's alone, of anybody but themselves. kGone: there is none.
    void remove(const Staff& actor, const std::string& name, StaffAccess::Changed done);

private:
    std::expected<Staff, Error> managed(const Staff& actor, const std::string& name) const;

    StaffAccess& m_access;
    StoreRunner& m_store;
};

}  // namespace porchlight::server

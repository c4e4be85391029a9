// The codes of people's apps, each good once for its account, wherever it is typed (protocol/PROTOCOL.md, Accounts).
// Which were used is in memory alone: stored, it would say when a librarian worked. So a process takes no code of a
// step that had begun before it did.
// The I/O thread only.
#pragma once

#include "server/clock.h"
#include "server/staff/staff.h"
#include "server/staff/staff_secrets.h"

#include <map>

namespace porchlight::server {

class OneTimeCodes {
public:
    OneTimeCodes(const Clock& clock, const StaffSecrets& secrets);

    // Is it the account's, and not used? If so, it is now. False for an account without an app.
    bool take(const Staff& staff, std::string_view code);
    // The same with a secret that no account has yet.
    bool take(const std::string& account, byte_view secret, std::string_view code);

private:
    const Clock& m_clock;
    const StaffSecrets& m_secrets;
    std::int64_t m_first_step;
    std::map<std::string, std::int64_t, std::less<>> m_last_steps;
};

}  // namespace porchlight::server

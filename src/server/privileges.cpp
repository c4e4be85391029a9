#include "server/privileges.h"

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace porchlight::server {

std::expected<void, std::string> become_user(const std::string& name) {
    if (getuid() != 0)
        return std::unexpected("Only root can become another user: leave out --user.");
    const auto* user = getpwnam(name.c_str());
    if (user == nullptr || user->pw_uid == 0)
        return std::unexpected("There is no user " + name + " without root's rights on this machine.");
    const auto uid = user->pw_uid;
    const auto gid = user->pw_gid;
    // A change of user makes the process readable to it again, unless this is said after it.
    const bool changed = setgroups(0, nullptr) == 0 && setresgid(gid, gid, gid) == 0 && setresuid(uid, uid, uid) == 0 &&
                         setuid(0) != 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                         prctl(PR_SET_DUMPABLE, 0) == 0;
    if (!changed)
        return std::unexpected("This system does not let the server become " + name + ".");
    return {};
}

}  // namespace porchlight::server

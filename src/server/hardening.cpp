#include "server/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

namespace porchlight::server {

bool harden_process() {
    umask(077);
    const rlimit no_core{0, 0};
    // A write beyond a size limit is then an error that the store reports, not the end of the process.
    return std::signal(SIGPIPE, SIG_IGN) != SIG_ERR && std::signal(SIGXFSZ, SIG_IGN) != SIG_ERR &&
           setrlimit(RLIMIT_CORE, &no_core) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0;
}

}  // namespace porchlight::server

// porchlight-custody: the offline tool of those who keep the keys (custody/FORMAT.md).
#include "base/crypto.h"
#include "custody/commands.h"
#include "custody/folding.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <exception>
#include <iostream>

int main(int count, char** words) {
    using namespace porchlight;
    // A crash must not leave keys in a core file, nor may another process of this user look in.
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::prctl(PR_SET_DUMPABLE, 0);
    const custody::FoldedStream out(std::cout, STDOUT_FILENO);
    const custody::FoldedStream errors(std::cerr, STDERR_FILENO);
    if (!start_crypto()) {
        std::cerr << "porchlight-custody: this machine has no working source of random numbers.\n";
        return custody::kNothingDone;
    }
    const auto arguments = custody::parse_arguments({words, static_cast<std::size_t>(count)});
    if (!arguments)
        return custody::complain(arguments.error());
    try {
        return custody::run_command(*arguments);
    } catch (const std::exception&) {
        std::cerr << "porchlight-custody: the machine ran out of memory or failed in an unforeseen way.\n";
        return custody::kNothingDone;
    }
}

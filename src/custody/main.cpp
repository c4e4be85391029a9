// porchlight-custody: the offline tool of the key custodians.

#include "base/crypto.h"
#include "custody/commands.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <iostream>
#include <optional>
#include <span>
#include <vector>

namespace {

using porchlight::custody::Options;

constexpr std::string_view kHelp =
    "porchlight-custody: makes and uses the keys of the custodians, offline.\n\n"
    "  create        --dir DIR --city NAME\n"
    "                make epoch share, custodian, release, issuer and receipt keys, and trust.json\n"
    "  sign-manifest --dir DIR --programme FILE --serial N --out FILE [--days 90]\n"
    "  sign-release  --dir DIR --root FOLDER --serial N --out FILE\n"
    "  open          --dir DIR --in EXPORT [--format table|csv|jsonl]\n"
    "  help\n";

struct Command {
    std::string_view name;
    std::vector<std::string> needed;
    std::vector<std::string> allowed;
    int (*run)(const Options&);
};

const std::vector<Command>& commands() {
    using namespace porchlight::custody;
    static const std::vector<Command> all = {
        {"create", {"--dir", "--city"}, {}, create},
        {"sign-manifest", {"--dir", "--programme", "--serial", "--out"}, {"--days"}, sign_manifest},
        {"sign-release", {"--dir", "--root", "--serial", "--out"}, {}, sign_release},
        {"open", {"--dir", "--in"}, {"--format"}, open_export},
    };
    return all;
}

bool takes(const Command& command, const std::string& option) {
    for (const auto* list : {&command.needed, &command.allowed})
        for (const auto& known : *list)
            if (known == option)
                return true;
    return false;
}

std::optional<Options> parse(const Command& command, std::span<char*> arguments) {
    Options out;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const std::string option = arguments[i];
        if (!takes(command, option) || i + 1 == arguments.size() || out.contains(option))
            return std::nullopt;
        out[option] = arguments[i + 1];
    }
    for (const auto& needed : command.needed)
        if (!out.contains(needed))
            return std::nullopt;
    return out;
}

// Keys must not reach a core file or another user of the machine.
void harden() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    umask(077);
}

}  // namespace

int main(int count, char** values) {
    harden();
    const std::span<char*> arguments(values, static_cast<std::size_t>(count));
    const std::string_view name = count > 1 ? arguments[1] : "help";
    if (name == "help" || name == "--help") {
        std::cout << kHelp;
        return 0;
    }
    if (!porchlight::start_crypto()) {
        std::cerr << "porchlight-custody: this machine has no working source of randomness\n";
        return 1;
    }
    for (const auto& command : commands()) {
        if (command.name != name)
            continue;
        const auto options = parse(command, arguments.subspan(2));
        if (options)
            return command.run(*options);
    }
    std::cerr << "porchlight-custody: these words are not a command: `porchlight-custody help` lists them\n";
    return 2;
}

#include "bridge/doctor/system_checks.h"

#include "base/json.h"

#include <sstream>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxPolicyBytes = 64 * 1024;

// Where Chromium and Chrome of Debian and of their makers look.
constexpr const char* kPolicyFolders[] = {"/etc/chromium/policies/managed", "/etc/opt/chrome/policies/managed",
                                          "/etc/chromium-browser/policies/managed"};

// In memory, or by device mapper with a key.
bool keeps_no_plaintext(Machine& machine, const std::filesystem::path& device) {
    const auto name = device.filename().string();
    if (name.starts_with("zram"))
        return !machine.text("/sys/block/" + name + "/backing_dev").value_or("none").starts_with('/');
    return machine.text("/sys/block/" + name + "/dm/uuid").value_or("").starts_with("CRYPT-");
}

}  // namespace

Findings check_swap(Machine& machine) {
    const auto table = machine.text("/proc/swaps");
    if (!table)
        return {warn("swap", "/proc/swaps cannot be read", "see that swap is off or encrypted: `swapon --show`")};
    Findings out;
    std::istringstream lines(*table);
    std::string line;
    std::getline(lines, line);  // titles
    while (std::getline(lines, line)) {
        const auto device = line.substr(0, line.find_first_of(" \t"));
        if (device.empty())
            continue;
        out.push_back(keeps_no_plaintext(machine, device)
                          ? ok("swap", device + ", encrypted or in memory")
                          : fault("swap", device + " may hold what an applicant typed, in the clear",
                                  "switch it off (`swapoff -a`, and out of /etc/fstab), or encrypt it"));
    }
    if (out.empty())
        out.push_back(ok("swap", "off"));
    return out;
}

Finding check_cores(Machine& machine) {
    constexpr const char* kWhat = "core dumps";
    if (machine.core_limit() != 0)
        return fault(kWhat, "a crash of the bridge would leave its memory on the disk",
                     "start it with LimitCORE=0, or `ulimit -c 0`");
    const auto pattern = machine.text("/proc/sys/kernel/core_pattern");
    if (!pattern)
        return warn(kWhat, "/proc/sys/kernel/core_pattern cannot be read", "see that it hands crashes to no program");
    const auto program = pattern->substr(0, pattern->find_first_of(" \n"));
    // No limit holds for a program; the bridge's own memory is not handed out, but the browser's would be.
    if (program.starts_with('|') && program != "|/bin/false" && program != "|/usr/bin/false")
        return fault(kWhat, "the kernel hands the browser's memory to " + program.substr(1) + " when it crashes",
                     "`sysctl kernel.core_pattern=core`, and lasting in /etc/sysctl.d");
    return ok(kWhat, "off");
}

Finding check_browser(Machine& machine) {
    constexpr const char* kWhat = "browser policy";
    for (const auto* folder : kPolicyFolders)
        for (const auto& file : machine.files(folder)) {
            if (file.extension() != ".json")
                continue;
            const auto text = machine.text(file);
            const auto object = text ? parse_json(*text, kMaxPolicyBytes) : std::nullopt;
            if (!object || !object->is_object())
                return fault(kWhat, file.string() + " is not JSON, and the browser leaves it out",
                             "install the kiosk's policy anew");
            return ok(kWhat, file.string());
        }
    return warn(kWhat, std::string("none in ") + kPolicyFolders[0], "on a kiosk, install the kiosk's policy there");
}

}  // namespace porchlight::bridge

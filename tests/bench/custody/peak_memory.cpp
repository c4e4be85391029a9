#include "tests/bench/custody/peak_memory.h"
#include "tests/custody/opening/approval.h"
#include "tests/custody/reasons.h"

#include "custody/create.h"
#include "custody/disk_folder.h"
#include "custody/key_file.h"
#include "custody/shares/sealed_secret.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

namespace porchlight::bench {
namespace {

using namespace custody;

constexpr std::string_view kPassphrase = "nine geese over the north branch";

// The smallest cost: the passphrase's own memory is not what is measured.
void write_custodian(const tests::Dealt& dealt, const Folder& folder) {
    DiskFolder here(folder.path());
    if (here.exists("share"))
        return;
    KeyFile key{KeyKind::kCustodian, secret_bytes(dealt.signer(1).seed()), dealt.signer(1).public_half};
    here.write_secret(std::string(file_name(KeyKind::kCustodian)), key_text(key).view()).value();
    here.write_secret("share", seal_secret(SecretKind::kShare, dealt.share(1), as_bytes(kPassphrase), {1, 8}).value())
        .value();
    here.write_secret("passphrase", as_bytes(kPassphrase)).value();
    Transcript transcript{dealt.keys.sharing(), {}};
    for (const auto& signer : dealt.signers)
        transcript.signatures.push_back(sign_sharing(signer, dealt.keys.sharing()));
    here.write("transcript", to_text(transcript)).value();
}

// VmHWM of /proc/PID/status; 0 once the process has ended. Not ru_maxrss, which a child has of its parent.
long high_water_of(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::strtol(line.c_str() + std::strlen("VmHWM:"), nullptr, 10);
    return 0;
}

long peak_of(const char* program, const std::vector<std::string>& words) {
    std::vector<char*> pointers{const_cast<char*>(program)};
    for (const auto& word : words)
        pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    pid_t child = 0;
    if (::posix_spawn(&child, pointers.front(), nullptr, nullptr, pointers.data(), environ) != 0)
        return 0;
    int status = 0;
    long peak = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        peak = std::max(peak, high_water_of(child));
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? peak : 0;
}

}  // namespace

long peak_memory_of_answer(const tests::Dealt& dealt, const LargeExport& exported, const Folder& folder) {
    write_custodian(dealt, folder);
    const char* program = std::getenv("PORCHLIGHT_CUSTODY");
    if (program == nullptr)
        return 0;
    const auto out = exported.path + ".answer";
    const auto approval = tests::approve(dealt, exported.request);
    DiskFolder("").write(exported.path + ".request", to_text(exported.request)).value();
    DiskFolder("").write(exported.path + ".statement", approval.statement).value();
    DiskFolder("").write(exported.path + ".tlog-proof", approval.proof).value();
    DiskFolder("").write(folder / std::string(kTrustFile), protocol::to_text(approval.trust)).value();
    return peak_of(program, tests::allowed({"answer",
                                            "--dir",
                                            folder.path().string(),
                                            "--share",
                                            folder / "share",
                                            "--passphrase-file",
                                            folder / "passphrase",
                                            "--transcript",
                                            folder / "transcript",
                                            "--request",
                                            exported.path + ".request",
                                            "--statement",
                                            exported.path + ".statement",
                                            "--proof",
                                            exported.path + ".tlog-proof",
                                            "--in",
                                            exported.path,
                                            "--out",
                                            out,
                                            "--proofs",
                                            "off"}));
}

}  // namespace porchlight::bench

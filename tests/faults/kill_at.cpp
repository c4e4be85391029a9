// Preloaded into a program that keeps a file named `journal`: ends it, as SIGKILL does, at a step of that file's
// writing. The file named by PORCHLIGHT_KILL_AT says at which: a step and how often it still has to come, "renamed 2".
// It is taken away when it has happened.
//
//   fsync    before what was written is durable
//   rename   durable, and beside the file that counts
//   renamed  it counts, and the folder is not durable yet; `journal.before` is what a power cut would leave
//   synced   all is durable
//
// No threads of its own; the steps of one write come on one thread.
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

thread_local bool t_folder_is_next = false;

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

void reach(const std::string& step) {
    const char* order = std::getenv("PORCHLIGHT_KILL_AT");
    std::string wanted;
    int times = 0;
    if (order == nullptr || !(std::ifstream(order) >> wanted >> times) || wanted != step)
        return;
    if (times > 1) {
        std::ofstream(order) << wanted << ' ' << times - 1;
        return;
    }
    ::unlink(order);
    ::kill(::getpid(), SIGKILL);
}

std::string path_of(int descriptor) {
    char path[4096];
    const auto size = ::readlink(("/proc/self/fd/" + std::to_string(descriptor)).c_str(), path, sizeof path);
    return {path, size < 0 ? 0 : static_cast<std::size_t>(size)};
}

}  // namespace

extern "C" int fsync(int descriptor) {
    static const auto real = next<int(int)>("fsync");
    if (path_of(descriptor).ends_with("/journal.new"))
        reach("fsync");
    const int done = real(descriptor);
    if (t_folder_is_next)
        reach("synced");
    t_folder_is_next = false;
    return done;
}

extern "C" int rename(const char* from, const char* to) noexcept {
    static const auto real = next<int(const char*, const char*)>("rename");
    const std::string path = to;
    const bool is_journal = path.ends_with("/journal");
    if (is_journal) {
        std::error_code none;
        std::filesystem::remove(path + ".before", none);
        std::filesystem::create_hard_link(to, path + ".before", none);
        reach("rename");
    }
    const int done = real(from, to);
    if (is_journal)
        reach("renamed");
    t_folder_is_next = is_journal;
    return done;
}

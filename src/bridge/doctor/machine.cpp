#include "bridge/doctor/machine.h"

#include "bridge/world/files.h"

#include <algorithm>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxText = 64 * 1024;

}  // namespace

// Files of /proc and /sys are said to be empty: read until there is no more.
std::optional<bytes> ThisMachine::read(const std::filesystem::path& file) {
    const OpenFile opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    bytes out(kMaxText + 1);
    std::size_t size = 0;
    while (opened && size < out.size()) {
        const auto got = ::read(opened.descriptor(), out.data() + size, out.size() - size);
        if (got < 0)
            return std::nullopt;
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    if (!opened || size > kMaxText)
        return std::nullopt;
    out.resize(size);
    return out;
}

bool ThisMachine::exists(const std::filesystem::path& path) {
    std::error_code failed;
    return std::filesystem::exists(path, failed);
}

std::optional<FolderLook> ThisMachine::folder(const std::filesystem::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
        return std::nullopt;
    return FolderLook{status.st_uid == ::geteuid(), (status.st_mode & (S_IRWXG | S_IRWXO)) == 0,
                      ::access(path.c_str(), R_OK | W_OK | X_OK) == 0};
}

std::optional<bool> ThisMachine::is_in_memory(const std::filesystem::path& path) {
    struct statfs status{};
    if (::statfs(path.c_str(), &status) != 0)
        return std::nullopt;
    return status.f_type == TMPFS_MAGIC || status.f_type == RAMFS_MAGIC;
}

std::vector<std::filesystem::path> ThisMachine::files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> out;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        out.push_back(entry.path());
    std::ranges::sort(out);
    return out;
}

std::uint64_t ThisMachine::core_limit() {
    rlimit limit{};
    return ::getrlimit(RLIMIT_CORE, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

}  // namespace porchlight::bridge

#include "bridge/world/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace porchlight::bridge {
namespace {

constexpr mode_t kOwnerOnly = 0600;

bool write_all(int descriptor, byte_view content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written <= 0)
            return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool sync_folder(const std::filesystem::path& folder) {
    const OpenFile opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened && ::fsync(opened.descriptor()) == 0;
}

}  // namespace

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

OpenFile::~OpenFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::optional<bytes> read_file(const std::filesystem::path& path, std::size_t max_size) {
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status{};
    if (!file || ::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode) ||
        static_cast<std::size_t>(status.st_size) > max_size)
        return std::nullopt;
    bytes out(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < out.size()) {
        const auto got = ::read(file.descriptor(), out.data() + done, out.size() - done);
        if (got <= 0)
            return std::nullopt;
        done += static_cast<std::size_t>(got);
    }
    return out;
}

bool write_file(const std::filesystem::path& path, byte_view content) {
    const auto beside = path.string() + ".new";
    {
        const OpenFile file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly));
        if (!file || !write_all(file.descriptor(), content) || ::fsync(file.descriptor()) != 0)
            return false;
    }
    return ::rename(beside.c_str(), path.c_str()) == 0 && sync_folder(path.parent_path());
}

bool make_folder(const std::filesystem::path& path) {
    std::error_code failed;
    std::filesystem::create_directories(path, failed);
    return !failed && std::filesystem::is_directory(path, failed) && ::chmod(path.c_str(), 0700) == 0;
}

std::optional<OpenFile> lock_folder(const std::filesystem::path& folder) {
    OpenFile file(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly));
    if (!file || ::flock(file.descriptor(), LOCK_EX | LOCK_NB) != 0)
        return std::nullopt;
    return file;
}

}  // namespace porchlight::bridge

#include "server/data_dir.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

bool sync_path(const fs::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = fsync(descriptor) == 0;
    close(descriptor);
    return synced;
}

}  // namespace

std::expected<void, std::string> DataDir::create() const {
    for (const auto& folder : {m_root, m_root / "keys", files()}) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (!error)
            fs::permissions(folder, fs::perms::owner_all, error);
        if (error)
            return std::unexpected("The folder " + folder.string() + " cannot be made: " + error.message() + ".");
    }
    return {};
}

bool DataDir::lock_for_serving() const {
    const auto path = m_root / "serving.lock";
    const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    return descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0;
}

fs::path secret_path(const std::string& name, const fs::path& otherwise) {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    std::error_code error;
    if (folder == nullptr || !fs::is_regular_file(fs::path(folder) / name, error))
        return otherwise;
    return fs::path(folder) / name;
}

std::expected<std::string, std::string> read_file(const fs::path& path, std::size_t max_size) {
    std::ifstream in(path, std::ios::binary);
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!in || error)
        return std::unexpected("The file " + path.string() + " cannot be read: check its name and rights.");
    if (size > max_size)
        return std::unexpected("The file " + path.string() + " is too large.");
    std::string out(size, '\0');
    in.read(out.data(), static_cast<std::streamsize>(size));
    if (!in)
        return std::unexpected("The file " + path.string() + " cannot be read to its end.");
    return out;
}

std::expected<void, std::string> write_file(const fs::path& path, std::string_view content) {
    auto beside = path;
    beside += ".new";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    std::error_code error;
    fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, error);
    if (!out || error || !sync_and_rename(beside, path)) {
        fs::remove(beside, error);
        return std::unexpected("The file " + path.string() + " cannot be written: check the disk's space and rights.");
    }
    return {};
}

bool sync_and_rename(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!sync_path(from))
        return false;
    fs::rename(from, to, error);
    return !error && sync_path(to.has_parent_path() ? to.parent_path() : fs::path("."));
}

}  // namespace porchlight::server

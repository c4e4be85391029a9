#include "custody/files.h"

#include "custody/documents.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <vector>

namespace porchlight::custody {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxKeyFileBytes = 4096;

std::string cannot(const std::string& what, const fs::path& path) { return "cannot " + what + " " + path.string(); }

bool write_all(int file, byte_view content) {
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        if (written <= 0)
            return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

std::expected<protocol::FileBody, std::string> body_of(const fs::path& path) {
    const auto content = read_file(path, protocol::kMaxFileBytes);
    if (!content)
        return Failure(content.error());
    return protocol::FileBody{content->size(), hash(*content)};
}

std::expected<protocol::ReleaseFile, std::string> release_file(const fs::path& root, const std::string& path) {
    if (!protocol::is_release_path(path))
        return Failure("a release cannot hold a file named " + path);
    const auto plain = body_of(root / path);
    if (!plain)
        return Failure(plain.error());
    protocol::ReleaseFile file{path, content_type(path), *plain, std::nullopt};
    if (fs::exists(root / (path + ".br"))) {
        const auto brotli = body_of(root / (path + ".br"));
        if (!brotli)
            return Failure(brotli.error());
        file.brotli = *brotli;
    }
    return file;
}

// Relative paths, in order, without the Brotli bodies of others.
std::vector<std::string> paths_below(const fs::path& root) {
    std::vector<std::string> out;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(root, error)) {
        const auto path = fs::relative(entry.path(), root).generic_string();
        const bool is_body = path.ends_with(".br") && fs::exists(root / path.substr(0, path.size() - 3));
        if (entry.is_regular_file() && !is_body)
            out.push_back(path);
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace

std::expected<bytes, std::string> read_file(const fs::path& path, std::size_t max_bytes) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return Failure(cannot("read", path));
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size > max_bytes)
        return Failure(path.string() + " is larger than it can be");
    bytes out(size);
    in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(size));
    if (!in)
        return Failure(cannot("read", path));
    return out;
}

std::expected<bytes, std::string> read_key_file(const fs::path& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0)
        return Failure(cannot("read", path));
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Failure(path.string() + " can be read by others: run `chmod 600` on it (" +
                       std::string(code(Error::kKeyReadableByOthers)) + ")");
    return read_file(path, kMaxKeyFileBytes);
}

std::expected<void, std::string> write_file(const fs::path& path, byte_view content, fs::perms mode) {
    const fs::path beside = path.string() + ".new";
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, static_cast<mode_t>(mode));
    if (file < 0)
        return Failure(cannot("write", path));
    const bool written = write_all(file, content);
    if (::close(file) != 0 || !written || ::rename(beside.c_str(), path.c_str()) != 0) {
        ::unlink(beside.c_str());
        return Failure(cannot("write", path));
    }
    return {};
}

std::expected<protocol::Release, std::string> list_release(const fs::path& root, std::uint32_t serial) {
    protocol::Release release{serial, {}};
    for (const auto& path : paths_below(root)) {
        auto file = release_file(root, path);
        if (!file)
            return Failure(file.error());
        release.files.push_back(std::move(*file));
    }
    if (release.files.empty() || release.files.size() > protocol::kMaxReleaseFiles)
        return Failure(root.string() + " holds no release: it needs 1 to " +
                       std::to_string(protocol::kMaxReleaseFiles) + " files");
    return release;
}

}  // namespace porchlight::custody

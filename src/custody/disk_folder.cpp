#include "custody/disk_folder.h"

#include "custody/descriptor.h"
#include "custody/erasing.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace porchlight::custody {
namespace {

namespace fs = std::filesystem;

// Everything below a folder, as names relative to it. Throws what the library throws.
Result<std::vector<std::string>> names_below(const fs::path& root) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto name = entry.path().lexically_relative(root).generic_string();
        if (entry.is_symlink() || (!entry.is_directory() && !entry.is_regular_file()))
            return failure(Error::kReleasePath, name);
        if (entry.is_regular_file())
            names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

// The last step of a file that took the place of another.
Result<void> made_durable(const std::string& path) {
    if (make_name_durable(path))
        return {};
    return failure(Error::kNotWritten, path, "is written, but may be lost when the power fails; check the disk");
}

}  // namespace

Result<void> DiskFolder::make() const {
    std::error_code error;
    if (fs::is_directory(m_path, error))
        return {};
    if (m_path.has_parent_path())
        fs::create_directories(m_path.parent_path(), error);
    if (::mkdir(m_path.c_str(), S_IRWXU) != 0)
        return failure(Error::kNotWritten, m_path.string());
    return {};
}

bool DiskFolder::exists(const std::string& name) const {
    struct stat status{};
    return ::lstat(path_of(name).c_str(), &status) == 0;
}

Result<secret_bytes> DiskFolder::read_secret(const std::string& name) const {
    const auto path = path_of(name);
    const auto file = open_to_read(path);
    if (!file.is_open())
        return failure(reason_of_failed_open(), path);
    struct stat status{};
    if (!file.status(status))
        return failure(Error::kUnreadable, path);
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return failure(Error::kKeyOpenToOthers, path);
    if (status.st_size > static_cast<off_t>(kMaxKeyFileBytes))
        return failure(Error::kTooLarge, path);
    secret_bytes content(static_cast<std::size_t>(status.st_size));
    if (!read_all(file, content.span()))
        return failure(Error::kUnreadable, path);
    return content;
}

Result<void> DiskFolder::write_secret(const std::string& name, byte_view content) {
    const auto path = path_of(name);
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.is_open())
        return failure(errno == EEXIST ? Error::kExists : Error::kNotWritten, path);
    if (!write_all(file, content) || !make_durable(file) || !make_name_durable(path)) {
        ::unlink(path.c_str());
        return failure(Error::kNotWritten, path);
    }
    return {};
}

Result<void> DiskFolder::replace_secret(const std::string& name, byte_view content) {
    const auto part = name + ".part";
    remove(part);
    if (const auto written = write_secret(part, content); !written)
        return written;
    const auto path = path_of(name);
    if (std::rename(path_of(part).c_str(), path.c_str()) != 0) {
        remove(part);
        return failure(Error::kNotWritten, path);
    }
    return made_durable(path);
}

Result<std::string> DiskFolder::read(const std::string& name, std::size_t max_bytes) const {
    const auto path = path_of(name);
    const auto file = open_to_read(path);
    if (!file.is_open())
        return failure(reason_of_failed_open(), path);
    struct stat status{};
    if (!file.status(status))
        return failure(Error::kUnreadable, path);
    if (static_cast<std::uintmax_t>(status.st_size) > max_bytes)
        return failure(Error::kTooLarge, path);
    std::string content(static_cast<std::size_t>(status.st_size), '\0');
    if (!read_all(file, {reinterpret_cast<std::uint8_t*>(content.data()), content.size()}))
        return failure(Error::kUnreadable, path);
    return content;
}

Result<void> DiskFolder::write(const std::string& name, std::string_view content) {
    const auto path = path_of(name);
    // A name of its own, where two laptops share a folder.
    const auto part = path + "." + std::to_string(::getpid()) + ".part";
    constexpr mode_t kReadableByAll = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kReadableByAll));
    if (!file.is_open())
        return failure(Error::kNotWritten, path);
    if (!write_all(file, as_bytes(content)) || !make_durable(file) || std::rename(part.c_str(), path.c_str()) != 0) {
        ::unlink(part.c_str());
        return failure(Error::kNotWritten, path);
    }
    return made_durable(path);
}

void DiskFolder::remove(const std::string& name) { ::unlink(path_of(name).c_str()); }

Result<void> DiskFolder::erase_secret(const std::string& name) { return erase_file(path_of(name)); }

Result<std::vector<std::string>> DiskFolder::list() const {
    try {
        return names_below(m_path);
    } catch (const fs::filesystem_error& error) {
        const auto about = error.path1().empty() ? m_path : error.path1();
        std::error_code none;
        return failure(fs::exists(m_path, none) || none ? Error::kUnreadable : Error::kMissing, about.string());
    }
}

}  // namespace porchlight::custody

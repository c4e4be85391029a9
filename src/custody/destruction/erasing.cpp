#include "custody/destruction/erasing.h"

#include "base/crypto.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace porchlight::custody {
namespace {

constexpr std::size_t kPieceBytes = 4096;

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return m_number; }

private:
    int m_number;
};

bool write_piece(int file, byte_view piece) {
    while (!piece.empty()) {
        const auto put = ::write(file, piece.data(), piece.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        piece = piece.subspan(static_cast<std::size_t>(put));
    }
    return true;
}

// Random bytes: zeros could be stored as a hole, and the old bytes left where they were.
bool overwrite(int file, std::size_t size) {
    std::vector<std::uint8_t> noise(kPieceBytes);
    for (std::size_t done = 0; done < size; done += kPieceBytes) {
        random_bytes(noise);
        if (!write_piece(file, byte_view(noise).first(std::min(kPieceBytes, size - done))))
            return false;
    }
    return ::fsync(file) == 0;
}

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.number() >= 0 && ::fsync(opened.number()) == 0;
}

}  // namespace

Result<void> erase_file(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.number() < 0)
        return failure(errno == ENOENT || errno == ENOTDIR ? Error::kMissing : Error::kNotWritten, path.string());
    struct stat status{};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return failure(Error::kUnreadable, path.string());
    if (status.st_nlink != 1)
        return failure(Error::kNotWritten, path.string(), "has another name on this disk; remove that first");
    if (!overwrite(file.number(), static_cast<std::size_t>(status.st_size)) || ::unlink(path.c_str()) != 0 ||
        !sync_folder(path.parent_path()))
        return failure(Error::kNotWritten, path.string(),
                       "could not be destroyed whole; see whether it is still there");
    return {};
}

}  // namespace porchlight::custody

#include "custody/erasing.h"

#include "base/crypto.h"
#include "custody/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace porchlight::custody {
namespace {

constexpr std::size_t kPieceBytes = 4096;

// Random bytes: zeros could be stored as a hole, and the old bytes left where they were.
bool overwrite(const Descriptor& file, std::size_t size) {
    std::vector<std::uint8_t> noise(kPieceBytes);
    for (std::size_t done = 0; done < size; done += kPieceBytes) {
        random_bytes(noise);
        if (!write_all(file, byte_view(noise).first(std::min(kPieceBytes, size - done))))
            return false;
    }
    return make_durable(file);
}

}  // namespace

Result<void> erase_file(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.is_open())
        return failure(reason_of_failed_open() == Error::kMissing ? Error::kMissing : Error::kNotWritten,
                       path.string());
    struct stat status{};
    if (!file.status(status))
        return failure(Error::kUnreadable, path.string());
    if (status.st_nlink != 1)
        return failure(Error::kNotWritten, path.string(), "has another name on this disk; remove that first");
    if (!overwrite(file, static_cast<std::size_t>(status.st_size)) || ::unlink(path.c_str()) != 0 ||
        !make_name_durable(path))
        return failure(Error::kNotWritten, path.string(),
                       "could not be destroyed whole; see whether it is still there");
    return {};
}

}  // namespace porchlight::custody

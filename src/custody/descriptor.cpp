#include "custody/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace porchlight::custody {

Descriptor::~Descriptor() {
    if (m_number >= 0)
        ::close(m_number);
}

Descriptor open_to_read(const std::string& path) {
    return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
}

Error reason_of_failed_open() { return errno == ENOENT || errno == ENOTDIR ? Error::kMissing : Error::kUnreadable; }

bool read_all(const Descriptor& file, byte_span out) {
    while (!out.empty()) {
        const auto got = ::read(file.number(), out.data(), out.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out = out.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

bool write_all(const Descriptor& file, byte_view in) {
    while (!in.empty()) {
        const auto put = ::write(file.number(), in.data(), in.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        in = in.subspan(static_cast<std::size_t>(put));
    }
    return true;
}

bool make_durable(const Descriptor& file) { return ::fsync(file.number()) == 0; }

bool make_name_durable(const std::filesystem::path& path) {
    const auto parent = path.parent_path();
    const Descriptor folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // A file system that cannot sync folders says EINVAL: there is no more to be done there.
    return folder.is_open() && (make_durable(folder) || errno == EINVAL);
}

}  // namespace porchlight::custody

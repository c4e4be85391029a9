#include "custody/disk_stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace porchlight::custody {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{64} << 10;

}  // namespace

Result<std::unique_ptr<DiskSource>> DiskSource::open(const std::string& path) {
    auto file = open_to_read(path);
    if (!file.is_open())
        return failure(reason_of_failed_open(), path);
    struct stat status{};
    if (!file.status(status))
        return failure(Error::kUnreadable, path);
    return std::unique_ptr<DiskSource>(new DiskSource(std::move(file), static_cast<std::uint64_t>(status.st_size)));
}

// Whatever there still is, up to a buffer full.
bool DiskSource::fill() {
    const auto at = ::lseek(m_file.number(), 0, SEEK_CUR);
    if (at < 0 || static_cast<std::uint64_t>(at) >= m_size)
        return false;
    m_buffer.resize(std::min<std::uint64_t>(kBufferBytes, m_size - static_cast<std::uint64_t>(at)));
    m_used = 0;
    return read_all(m_file, m_buffer);
}

bool DiskSource::read(byte_span out) {
    while (!out.empty()) {
        if (m_used == m_buffer.size() && !fill())
            return false;
        const auto some = std::min(out.size(), m_buffer.size() - m_used);
        std::copy_n(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_used), some, out.begin());
        m_used += some;
        out = out.subspan(some);
    }
    return true;
}

bool DiskSource::rewind() {
    m_buffer.clear();
    m_used = 0;
    return ::lseek(m_file.number(), 0, SEEK_SET) == 0;
}

Result<std::unique_ptr<DiskSink>> DiskSink::create(const std::string& path) {
    if (::access(path.c_str(), F_OK) == 0)
        return failure(Error::kExists, path);
    const auto part = path + ".part";
    ::unlink(part.c_str());  // of a run that was ended
    Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.is_open())
        return failure(Error::kNotWritten, path);
    return std::unique_ptr<DiskSink>(new DiskSink(path, std::move(file)));
}

DiskSink::~DiskSink() {
    if (!m_kept)
        ::unlink(part().c_str());
}

bool DiskSink::flush() {
    m_failed = m_failed || !write_all(m_file, m_buffer);
    m_buffer.clear();
    return !m_failed;
}

bool DiskSink::write(byte_view in) {
    m_buffer.insert(m_buffer.end(), in.begin(), in.end());
    return m_buffer.size() < kBufferBytes ? !m_failed : flush();
}

bool DiskSink::keep() {
    m_kept = flush() && make_durable(m_file) && std::rename(part().c_str(), m_path.c_str()) == 0;
    return m_kept;
}

}  // namespace porchlight::custody

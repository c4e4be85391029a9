// Streams of the disk. Only commands make them. One thread.
#pragma once

#include "custody/byte_stream.h"
#include "custody/descriptor.h"
#include "custody/error.h"

#include <memory>
#include <string>

namespace porchlight::custody {

class DiskSource final : public ByteSource {
public:
    // A regular file: kMissing, kUnreadable.
    static Result<std::unique_ptr<DiskSource>> open(const std::string& path);

    std::uint64_t size() const override { return m_size; }
    bool read(byte_span out) override;
    bool rewind() override;

private:
    DiskSource(Descriptor file, std::uint64_t size) : m_file(std::move(file)), m_size(size) {}
    bool fill();

    Descriptor m_file;
    std::uint64_t m_size;
    bytes m_buffer;
    std::size_t m_used = 0;  // of m_buffer
};

class DiskSink final : public ByteSink {
public:
    // For its owner alone. kExists: it is never written over; kNotWritten.
    static Result<std::unique_ptr<DiskSink>> create(const std::string& path);
    ~DiskSink() override;
    DiskSink(const DiskSink&) = delete;
    DiskSink& operator=(const DiskSink&) = delete;

    bool write(byte_view in) override;
    bool keep() override;

private:
    DiskSink(std::string path, Descriptor file) : m_path(std::move(path)), m_file(std::move(file)) {}
    std::string part() const { return m_path + ".part"; }
    bool flush();

    std::string m_path;
    Descriptor m_file;
    bytes m_buffer;
    bool m_failed = false;
    bool m_kept = false;
};

}  // namespace porchlight::custody

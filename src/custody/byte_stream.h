// Files that are larger than memory should be: read or written from front to end. On the disk they are DiskSource and
// DiskSink, in tests MemorySource and MemorySink. One thread.
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace porchlight::custody {

class ByteSource {
public:
    ByteSource() = default;
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    // In bytes, of the whole.
    virtual std::uint64_t size() const = 0;
    // Fills all of `out` with what comes next; false if there is not so much, or it cannot be read.
    [[nodiscard]] virtual bool read(byte_span out) = 0;
    // Back to the first byte.
    [[nodiscard]] virtual bool rewind() = 0;
};

class ByteSink {
public:
    ByteSink() = default;
    virtual ~ByteSink() = default;
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;

    // False if there is no space or it cannot be written; then nothing more is.
    [[nodiscard]] virtual bool write(byte_view in) = 0;
    // All is written: only now there is a file of this name. What is not kept is gone with the sink.
    [[nodiscard]] virtual bool keep() = 0;
};

}  // namespace porchlight::custody

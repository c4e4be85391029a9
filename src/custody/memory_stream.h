// Streams that exist only in memory, for tests.
#pragma once

#include "custody/byte_stream.h"

#include <algorithm>

namespace porchlight::custody {

class MemorySource final : public ByteSource {
public:
    // Does not own the bytes.
    explicit MemorySource(byte_view content) : m_content(content) {}

    std::uint64_t size() const override { return m_content.size(); }
    bool read(byte_span out) override {
        if (out.size() > m_content.size() - m_at)
            return false;
        std::copy_n(m_content.begin() + static_cast<std::ptrdiff_t>(m_at), out.size(), out.begin());
        m_at += out.size();
        return true;
    }
    bool rewind() override {
        m_at = 0;
        return true;
    }

private:
    byte_view m_content;
    std::size_t m_at = 0;
};

class MemorySink final : public ByteSink {
public:
    bool write(byte_view in) override {
        if (in.size() > m_space)
            return false;
        m_space -= in.size();
        m_content.insert(m_content.end(), in.begin(), in.end());
        return true;
    }
    bool keep() override {
        m_kept = true;
        return true;
    }

    const bytes& content() const { return m_content; }
    bool is_kept() const { return m_kept; }
    // The disk is full after so many more bytes.
    void fail_after(std::size_t bytes_left) { m_space = bytes_left; }

private:
    bytes m_content;
    std::size_t m_space = static_cast<std::size_t>(-1);
    bool m_kept = false;
};

}  // namespace porchlight::custody

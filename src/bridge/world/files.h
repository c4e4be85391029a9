// Small files of the bridge's own folder, readable by its user alone. Any thread; callers do not share a path.
#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace porchlight::bridge {

// Nothing if it is not there, cannot be read, or is larger than max_size bytes.
std::optional<bytes> read_file(const std::filesystem::path& path, std::size_t max_size);

// Whole or not at all: written beside, made durable, renamed. Mode 0600. False if the disk refuses.
bool write_file(const std::filesystem::path& path, byte_view content);

// A folder of mode 0700, with its parents. False if it cannot be made.
bool make_folder(const std::filesystem::path& path);

// A file descriptor, closed when it goes.
class OpenFile {
public:
    OpenFile() = default;
    explicit OpenFile(int descriptor) : m_descriptor(descriptor) {}
    OpenFile(OpenFile&& other) noexcept : m_descriptor(other.m_descriptor) { other.m_descriptor = -1; }
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();

    explicit operator bool() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    // Whoever takes it closes it.
    int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor = -1;
};

// Held as long as the value lives; nothing if another process has it.
std::optional<OpenFile> lock_folder(const std::filesystem::path& folder);

}  // namespace porchlight::bridge

// Where custody reads and writes: a folder of files by name. On the disk it is DiskFolder, in tests MemoryFolder.
// One thread. Names are relative, with '/'; errors name the file.
#pragma once

#include "base/secret_bytes.h"
#include "custody/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace porchlight::custody {

constexpr std::size_t kMaxKeyFileBytes = 1024;

class Folder {
public:
    Folder() = default;
    virtual ~Folder() = default;
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    virtual bool exists(const std::string& name) const = 0;

    // At most kMaxKeyFileBytes, kept in wiped memory all the way. kKeyOpenToOthers, kMissing, kUnreadable,
    // kTooLarge.
    virtual Result<secret_bytes> read_secret(const std::string& name) const = 0;
    // What these three write is on the disk with its name when they are back.
    // Makes a new file for its owner alone: kExists, kNotWritten.
    virtual Result<void> write_secret(const std::string& name, byte_view content) = 0;
    // Puts a whole new file for its owner alone in the place of the old one, or leaves that as it was: kNotWritten.
    virtual Result<void> replace_secret(const std::string& name, byte_view content) = 0;

    // kMissing, kUnreadable, kTooLarge.
    virtual Result<std::string> read(const std::string& name, std::size_t max_bytes) const = 0;
    // Replaces the whole file or leaves it as it was: kNotWritten.
    virtual Result<void> write(const std::string& name, std::string_view content) = 0;
    virtual void remove(const std::string& name) = 0;
    // Overwrites a secret before it is removed: the errors of erase_file (erasing.h).
    virtual Result<void> erase_secret(const std::string& name) = 0;

    // Every file below, sorted by name. kReleasePath if something is neither a file nor a folder; kUnreadable,
    // kMissing.
    virtual Result<std::vector<std::string>> list() const = 0;
};

}  // namespace porchlight::custody

// What the doctor looks at of the machine. The interface; ThisMachine is the real one, PretendMachine its twin in
// memory. Reads alone, changes nothing. One thread.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::bridge {

struct FolderLook {
    bool is_own = false;      // of this user
    bool is_private = false;  // nobody else may read or enter it
    bool is_writable = false;
};

class Machine {
public:
    virtual ~Machine() = default;
    // Nothing if it is not there, may not be read, or is larger than 64 KiB.
    virtual std::optional<bytes> read(const std::filesystem::path& file) = 0;
    virtual bool exists(const std::filesystem::path& path) = 0;
    // Nothing if there is no such folder.
    virtual std::optional<FolderLook> folder(const std::filesystem::path& path) = 0;
    // Is it on a file system that lives in memory? Nothing if it is not there, or may not be looked at.
    virtual std::optional<bool> is_in_memory(const std::filesystem::path& path) = 0;
    virtual std::vector<std::filesystem::path> files(const std::filesystem::path& folder) = 0;
    // Bytes of a core file that this process may leave.
    virtual std::uint64_t core_limit() = 0;

    std::optional<std::string> text(const std::filesystem::path& file) {
        const auto content = read(file);
        return content ? std::optional(std::string(as_text(*content))) : std::nullopt;
    }
};

class ThisMachine final : public Machine {
public:
    std::optional<bytes> read(const std::filesystem::path& file) override;
    bool exists(const std::filesystem::path& path) override;
    std::optional<FolderLook> folder(const std::filesystem::path& path) override;
    std::optional<bool> is_in_memory(const std::filesystem::path& path) override;
    std::vector<std::filesystem::path> files(const std::filesystem::path& folder) override;
    std::uint64_t core_limit() override;
};

// As a test says it is.
class PretendMachine final : public Machine {
public:
    std::map<std::filesystem::path, std::string> contents;
    std::map<std::filesystem::path, FolderLook> folders;
    std::map<std::filesystem::path, bool> in_memory;
    std::uint64_t limit = 0;

    std::optional<bytes> read(const std::filesystem::path& file) override {
        const auto at = contents.find(file);
        return at == contents.end() ? std::nullopt : std::optional(bytes(at->second.begin(), at->second.end()));
    }
    bool exists(const std::filesystem::path& path) override { return contents.contains(path) || folder(path); }
    std::optional<FolderLook> folder(const std::filesystem::path& path) override {
        const auto at = folders.find(path);
        return at == folders.end() ? std::nullopt : std::optional(at->second);
    }
    std::optional<bool> is_in_memory(const std::filesystem::path& path) override {
        const auto at = in_memory.find(path);
        return at == in_memory.end() ? std::nullopt : std::optional(at->second);
    }
    std::vector<std::filesystem::path> files(const std::filesystem::path& path) override {
        std::vector<std::filesystem::path> out;
        for (const auto& [file, text] : contents)
            if (file.parent_path() == path)
                out.push_back(file);
        return out;
    }
    std::uint64_t core_limit() override { return limit; }
};

}  // namespace porchlight::bridge

// A folder of the disk. Only main.cpp makes one.
#pragma once

#include "custody/folder.h"

#include <filesystem>

namespace porchlight::custody {

class DiskFolder final : public Folder {
public:
    // An empty path: names are relative to where the program was started, or absolute.
    explicit DiskFolder(std::filesystem::path path) : m_path(std::move(path)) {}

    // Makes the folder, for its owner alone, where it is not there: kNotWritten.
    Result<void> make() const;

    bool exists(const std::string& name) const override;
    Result<secret_bytes> read_secret(const std::string& name) const override;
    Result<void> write_secret(const std::string& name, byte_view content) override;
    Result<void> replace_secret(const std::string& name, byte_view content) override;
    Result<std::string> read(const std::string& name, std::size_t max_bytes) const override;
    Result<void> write(const std::string& name, std::string_view content) override;
    void remove(const std::string& name) override;
    Result<void> erase_secret(const std::string& name) override;
    Result<std::vector<std::string>> list() const override;

private:
    std::string path_of(const std::string& name) const { return (m_path / name).string(); }

    std::filesystem::path m_path;
};

}  // namespace porchlight::custody

// A folder that exists only in memory, for tests. Secrets are told from other files by a mark.
#pragma once

#include "custody/folder.h"

#include <map>

namespace porchlight::custody {

class MemoryFolder final : public Folder {
public:
    bool exists(const std::string& name) const override;
    Result<secret_bytes> read_secret(const std::string& name) const override;
    Result<void> write_secret(const std::string& name, byte_view content) override;
    Result<void> replace_secret(const std::string& name, byte_view content) override;
    Result<std::string> read(const std::string& name, std::size_t max_bytes) const override;
    Result<void> write(const std::string& name, std::string_view content) override;
    void remove(const std::string& name) override;
    Result<void> erase_secret(const std::string& name) override;
    Result<std::vector<std::string>> list() const override;

    // As `chmod` would: lets others read it, or only its owner.
    void set_open_to_others(const std::string& name, bool open) { m_files.at(name).open_to_others = open; }
    // The disk keeps another last byte of each secret than it was given.
    void damage_secrets(bool damage) { m_damages_secrets = damage; }
    // The disk is full after so many more writes.
    void fail_writes_after(std::size_t writes) { m_writes_left = writes; }

private:
    struct File {
        std::string content;
        bool open_to_others = true;
    };
    bool take_write();

    std::map<std::string, File> m_files;
    bool m_damages_secrets = false;
    std::size_t m_writes_left = static_cast<std::size_t>(-1);
};

}  // namespace porchlight::custody

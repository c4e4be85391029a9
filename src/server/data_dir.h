// The folder in which a server keeps everything: keys/, files/, trust.json, porchlight.db. Only the server's own user
// may look into it. One thread.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace porchlight::server {

class DataDir {
public:
    explicit DataDir(std::filesystem::path root) : m_root(std::move(root)) {}

    std::filesystem::path issuer_key() const { return m_root / "keys" / "issuer.key"; }
    std::filesystem::path receipt_key() const { return m_root / "keys" / "receipt.key"; }
    std::filesystem::path trust() const { return m_root / "trust.json"; }
    std::filesystem::path staff_key() const { return m_root / "keys" / "staff.key"; }
    std::filesystem::path files() const { return m_root / "files"; }
    std::filesystem::path database() const { return m_root / "porchlight.db"; }
    const std::filesystem::path& root() const { return m_root; }

    // Makes the folders, 0700. An error is one sentence.
    std::expected<void, std::string> create() const;
    // For the life of the process, so that no second server serves it; false if one does.
    bool lock_for_serving() const;

private:
    std::filesystem::path m_root;
};

// A secret that the service manager handed over (systemd's LoadCredential=, $CREDENTIALS_DIRECTORY), or else the file.
std::filesystem::path secret_path(const std::string& name, const std::filesystem::path& otherwise);

// The whole file; an error is one sentence. max_size in bytes.
std::expected<std::string, std::string> read_file(const std::filesystem::path& path, std::size_t max_size);
// At once and durably, 0600: the file is there whole or not at all.
std::expected<void, std::string> write_file(const std::filesystem::path& path, std::string_view content);
// Makes a file durable under its name after it was written beside it.
bool sync_and_rename(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace porchlight::server

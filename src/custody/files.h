// Custody's disk: key files that only their owner may read, and whole files in and out.
// One thread. Failures are sentences for the person at the terminal.
#pragma once

#include "base/secret_bytes.h"
#include "protocol/release.h"

#include <expected>
#include <filesystem>
#include <string>

namespace porchlight::custody {

using Failure = std::unexpected<std::string>;

// At most max_bytes.
std::expected<bytes, std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes);

// Also refuses a file that others than its owner can read.
std::expected<bytes, std::string> read_key_file(const std::filesystem::path& path);

// Written beside and renamed, so that a power cut leaves the old file or the new one.
std::expected<void, std::string> write_file(const std::filesystem::path& path, byte_view content,
                                            std::filesystem::perms mode);

// All files below a folder as a release lists them; X.br beside X is its Brotli body.
std::expected<protocol::Release, std::string> list_release(const std::filesystem::path& root, std::uint32_t serial);

}  // namespace porchlight::custody

// The release: which files, by hash, a kiosk runs (protocol/PROTOCOL.md, Release). Pure functions, any thread.
#pragma once

#include "protocol/trust.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::protocol {

constexpr std::size_t kMaxReleaseFiles = 512;
constexpr std::size_t kMaxFileBytes = 16U << 20;

struct FileBody {
    std::size_t size = 0;
    hash256 digest{};
};

struct ReleaseFile {
    std::string path;  // no leading slash
    std::string type;  // for Content-Type
    FileBody plain;
    std::optional<FileBody> brotli;
};

struct Release {
    std::uint32_t serial = 0;
    std::vector<ReleaseFile> files;
};

bool is_release_path(std::string_view path);

// kMalformed; also when a path is listed twice.
std::expected<Release, Error> parse_release(std::string_view payload);
std::string to_text(const Release& release);

// kSignature, kMalformed. The serial is the caller's to compare with what it has seen.
std::expected<Release, Error> open_release(const SignedDocument& document, const Trust& trust);

}  // namespace porchlight::protocol

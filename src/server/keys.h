// The server's keys: two for signing, as porchlight-custody writes them,
// {"v":1,"kind":"issuer","seed":"<hex 32>","public":"<hex 32>"}, and one of its own, 64 hex digits, under which what
// people sign in with is stored.
// Any thread.
#pragma once

#include "base/crypto.h"

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace porchlight::server {

// kind: "issuer" or "receipt". An error is one sentence, which never quotes the file.
std::expected<signing_key, std::string> read_key(const std::filesystem::path& path, std::string_view kind);

// Made where it is missing. An error is one sentence.
std::expected<secret_bytes, std::string> read_or_make_staff_key(const std::filesystem::path& path);

}  // namespace porchlight::server

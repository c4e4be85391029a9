// The server's two signing keys, as porchlight-custody writes them:
// {"v":1,"kind":"issuer","seed":"<hex 32>","public":"<hex 32>"}.
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

}  // namespace porchlight::server

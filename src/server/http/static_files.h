// The files of a page: read once at the start, so that no path of a request ever reaches the disk.
// Any thread.
#pragma once

#include "server/http/message.h"

#include <map>

namespace porchlight::server {

struct StaticFile {
    std::string type;
    std::string body;
};

// By path below the folder. Files of kinds that no page has, and those beyond 4 MiB or 128 of them, are left out.
using StaticFiles = std::map<std::string, StaticFile, std::less<>>;
StaticFiles read_static_files(const std::filesystem::path& folder);

Response response_of(const StaticFile& file);
// 303
Response to_path(std::string_view path);

}  // namespace porchlight::server

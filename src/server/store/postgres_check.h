// What a PostgreSQL must be set to so that it loses nothing and keeps no history of writes (POSTGRES.md), as far as
// it can be asked.
// One thread; blocks.
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace porchlight::server {

// A sentence for each thing that is not as it should be; an error is one sentence too: it could not be asked.
std::expected<std::vector<std::string>, std::string> check_postgres(const std::string& url);

}  // namespace porchlight::server

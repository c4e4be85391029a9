// Everything held about applicants, for lawyers: each table, column and file of a server, what it is, how much of it
// there is, an example. Read from the database and the folder themselves, so that it cannot be out of date.
// One thread.
#pragma once

#include "base/date.h"
#include "server/store/tables.h"

#include <filesystem>

namespace porchlight::server {

struct Disclosure {
    std::string text;                  // Markdown, UTF-8
    std::vector<std::string> unknown;  // what is there and nobody has described: it is in the text, and says so
};

// root: the server's folder. An error is one sentence.
std::expected<Disclosure, std::string> disclose(TableReader& tables, const std::filesystem::path& root,
                                                const date& today);

}  // namespace porchlight::server

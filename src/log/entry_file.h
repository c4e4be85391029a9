// The whole log as one file that any web server can mirror: an entry a line (log/FORMAT.md, Files).
// Pure functions, any thread.
#pragma once

#include "log/entry.h"

#include <vector>

namespace porchlight::public_log {

constexpr std::size_t kMaxFileBytes = 256U << 20;

// The lines without their line feeds, which point into `file`. kFileSize, kFileMalformed (a line that does not end),
// kEntrySize, kEntryMalformed.
std::expected<std::vector<std::string_view>, Error> read_entries(std::string_view file);

// Of each line.
std::vector<node_hash> leaves_of(const std::vector<std::string_view>& lines);

// Of sealed records' digests, which must rise: the root of a batch (BatchEntry).
node_hash batch_root(const std::vector<hash256>& digests);

}  // namespace porchlight::public_log

// Writes the sealed records of an epoch for the custodians (protocol/PROTOCOL.md, Export).
// One thread.
#pragma once

#include "server/store/store.h"

#include <filesystem>

namespace porchlight::server {

// How many records were written; an error is one sentence, and leaves no file.
std::expected<std::uint64_t, std::string> export_to(const std::filesystem::path& file, std::uint32_t epoch,
                                                    RecordStore& store);

}  // namespace porchlight::server

// An export of many records on the disk, each truly sealed.
#pragma once

#include "tests/custody/opening/dealer.h"
#include "tests/custody/temporary_folder.h"

#include <string>

namespace porchlight::bench {

using Folder = tests::TemporaryFolder;

struct LargeExport {
    std::string path;
    custody::OpeningRequest request;  // for all of it
};

LargeExport write_large_export(const tests::Dealt& dealt, std::size_t count, const std::string& path);

}  // namespace porchlight::bench

// How the file of a share or of a ceremony's secret goes from a disk: overwritten, removed, and both made durable
// (custody/FORMAT.md, Destruction). What a flash disk's controller, a snapshot or a backup keeps of it is beyond any
// program. Any thread.
#pragma once

#include "custody/error.h"

#include <filesystem>

namespace porchlight::custody {

// kMissing; kUnreadable if it is no regular file; kNotWritten where it cannot be overwritten or removed, or where the
// disk has the file under another name too: then nothing was changed.
Result<void> erase_file(const std::filesystem::path& path);

}  // namespace porchlight::custody

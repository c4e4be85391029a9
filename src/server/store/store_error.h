// What a store can answer instead of doing what it was asked.
#pragma once

namespace porchlight::server {

enum class StoreError {
    kFull,      // no room; nothing was changed, and it may be tried again
    kFailed,    // the disk or the database failed; nothing was changed
    kConflict,  // it would replace what must not be replaced
};

}  // namespace porchlight::server

// What can go wrong with any of the server's stores.
#pragma once

namespace porchlight::server {

enum class StoreError {
    kFull,       // no room; nothing was changed, and it may be tried again
    kFailed,     // the disk or the database failed; nothing was changed
    kConflict,   // it would replace what must not be replaced
    kEpochGone,  // a record of an epoch that was deleted for ever; nothing was changed
};

}  // namespace porchlight::server

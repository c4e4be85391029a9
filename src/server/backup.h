// A copy of the database as of one moment, made while the server runs, and its way back. The copy holds what the
// database keeps and not how a request of today is known again: the key of the day does not outlive the day, so it
// may not lie in a backup. After a restore, what a kiosk asks again is approved again, and stays one record.
// Records that wait for their batch are left out unless they are asked for: two copies from within one batch would tell
// which of it came between, and on a slow day whose (promise 7).
// One thread; several processes may have the database open.
#pragma once

#include "server/store/store_error.h"

#include <cstdint>
#include <expected>
#include <filesystem>

namespace porchlight::server {

enum class WaitingRecords { kLeftOut, kCopied };

// How many records wait for their batch. Leaves nothing where it fails. kConflict: `to` is there already.
std::expected<std::int64_t, StoreError> back_up(const std::filesystem::path& database, const std::filesystem::path& to,
                                                WaitingRecords waiting);

// Checks the copy page by page first. kConflict: there is a database already; kFailed too for what is no copy of
// this version's or an earlier one's.
std::expected<void, StoreError> restore(const std::filesystem::path& from, const std::filesystem::path& database);

}  // namespace porchlight::server

// A copy of the database as of one moment, made while the server runs, and its way back. The copy holds what the
// database keeps and not how a request of today is known again: the key of the day does not outlive the day, so it
// may not lie in a backup. After a restore, what a kiosk asks again is approved again, and stays one record.
// One thread; several processes may have the database open.
#pragma once

#include "server/store/store_error.h"

#include <expected>
#include <filesystem>

namespace porchlight::server {

// Leaves nothing where it fails. kConflict: `to` is there already.
std::expected<void, StoreError> back_up(const std::filesystem::path& database, const std::filesystem::path& to);

// Checks the copy page by page first. kConflict: there is a database already; kFailed too for what is no copy of
// this version's or an earlier one's.
std::expected<void, StoreError> restore(const std::filesystem::path& from, const std::filesystem::path& database);

}  // namespace porchlight::server

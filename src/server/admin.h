// The operator's commands beside `serve`: each checks what it is given, changes the data folder, and says in one
// sentence what it did.
// One thread; the store may be open in a running server at the same time.
#pragma once

#include "server/command_line.h"
#include "server/data_dir.h"
#include "server/registry.h"
#include "server/store/store.h"

namespace porchlight::server {

// What was done, or why not: one sentence each.
using Report = std::expected<std::string, std::string>;

// What went wrong with the store, and what to do.
std::string store_sentence(StoreError error);

Report init_data(const Command& command, const DataDir& data);
Report import_manifest(const Command& command, const DataDir& data, Store& store);
Report import_release(const Command& command, const DataDir& data, SettingsStore& store);

}  // namespace porchlight::server

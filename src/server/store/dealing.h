// How service numbers are dealt to kiosks: by chance, evenly, in blocks. What all stores share.
// Any thread.
#pragma once

#include "server/store/store.h"

namespace porchlight::server {

struct DealtBlock {
    protocol::KioskId kiosk{};
    protocol::NumberBlock block;
};

// Moves `count` numbers, drawn by chance, from the end of `pool` into blocks of at most kMaxBlockNumbers; pool has at
// least so many, and kiosks at least one.
std::vector<DealtBlock> deal(const std::string& service, std::vector<std::string>& pool, std::size_t count,
                             std::span<const protocol::KioskId> kiosks);

// A block's numbers as one value of a table, and back.
std::string joined(const std::vector<std::string>& numbers);
std::vector<std::string> split(std::string_view text);

}  // namespace porchlight::server

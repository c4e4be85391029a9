// A queue of this machine's CUPS. Blocks; any thread.
#pragma once

#include "bridge/printer/address.h"

#include <chrono>
#include <optional>

namespace porchlight::bridge {

// This machine's CUPS, whatever server the environment names: a queue elsewhere gets no card.
IppAddress queue_address(const QueueAddress& queue);

// How many jobs it still lists that ended so long ago, counted to a hundred; nothing if it does not answer.
std::optional<int> ended_jobs(const QueueAddress& queue, std::chrono::seconds ago);

}  // namespace porchlight::bridge

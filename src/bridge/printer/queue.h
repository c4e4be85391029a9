// A queue of this machine's CUPS. Blocks; any thread.
#pragma once

#include "bridge/printer/address.h"

#include <optional>

namespace porchlight::bridge {

// This machine's CUPS, whatever server the environment names: a queue elsewhere gets no card.
IppAddress queue_address(const QueueAddress& queue);

// How many jobs that have ended it still lists, counted to a hundred; nothing if it does not answer.
std::optional<int> ended_jobs(const QueueAddress& queue);

}  // namespace porchlight::bridge

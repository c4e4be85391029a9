// `porchlight-bridge doctor`: looks at everything that a card needs, prints a line each, changes nothing.
#pragma once

#include "bridge/options.h"

namespace porchlight::bridge {

// 0 where nothing fails, else 1. Takes less than three seconds, whatever does not answer.
int examine(const Options& options);

}  // namespace porchlight::bridge

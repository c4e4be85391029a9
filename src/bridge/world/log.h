// One line at a time to standard error: counts and codes, never content, never an id. Any thread.
#pragma once

#include <string_view>

namespace porchlight::bridge {

void log_line(std::string_view line);

}  // namespace porchlight::bridge

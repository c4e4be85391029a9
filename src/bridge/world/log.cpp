#include "bridge/world/log.h"

#include <string>

#include <unistd.h>

namespace porchlight::bridge {

void log_line(std::string_view line) {
    const std::string whole = "porchlight-bridge: " + std::string(line) + "\n";
    // Nothing can be done when even this fails.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, whole.data(), whole.size());
}

}  // namespace porchlight::bridge

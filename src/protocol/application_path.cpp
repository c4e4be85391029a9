#include "protocol/application_path.h"

#include <algorithm>
#include <array>

namespace porchlight::protocol {
namespace {

// By their values.
constexpr std::array<std::string_view, kApplicationPaths> kCodes{"new", "renewal", "replacement", "correction"};

}  // namespace

std::string_view code(ApplicationPath path) { return kCodes[static_cast<std::size_t>(path)]; }

std::optional<ApplicationPath> path_of(std::string_view code) {
    const auto at = std::ranges::find(kCodes, code);
    if (at == kCodes.end())
        return std::nullopt;
    return static_cast<ApplicationPath>(at - kCodes.begin());
}

}  // namespace porchlight::protocol

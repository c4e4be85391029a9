// What an applicant comes for. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace porchlight::protocol {

enum class ApplicationPath : std::uint8_t { kNew = 0, kRenewal = 1, kReplacement = 2, kCorrection = 3 };
constexpr std::size_t kApplicationPaths = 4;

// "new", "renewal", "replacement", "correction".
std::string_view code(ApplicationPath path);
std::optional<ApplicationPath> path_of(std::string_view code);

}  // namespace porchlight::protocol

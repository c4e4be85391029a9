// The Content-Type of a release's file, by the ending of its name. Pure function, any thread.
#pragma once

#include <optional>
#include <string_view>

namespace porchlight::custody {

// Nothing for an ending that is not listed.
std::optional<std::string_view> content_type(std::string_view path);

}  // namespace porchlight::custody

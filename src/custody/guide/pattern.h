// Names of files with one * for any text, and texts with {names} to fill in. Pure functions, any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace porchlight::custody {

bool matches(std::string_view pattern, std::string_view name);

// "ana-lee": the letters a to z and the digits of a name, small.
std::string slug(std::string_view name);

// Each {name} becomes what value(name) says.
std::string fill(std::string_view text, const std::function<std::string(std::string_view)>& value);

}  // namespace porchlight::custody

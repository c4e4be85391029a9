// Characters of UTF-8 (RFC 3629: nothing overlong, no surrogate), one after the other. Pure functions, any thread.
#pragma once

#include <optional>
#include <string_view>

namespace porchlight {

// Takes one from the front of a text that is not empty; nothing, and the text in any state, if it is not well-formed.
std::optional<char32_t> take_code_point(std::string_view& text);

}  // namespace porchlight

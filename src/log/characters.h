// What bytes a note or a name may be made of (log/FORMAT.md, Notes). Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace porchlight::public_log {

// UTF-8 (RFC 3629: nothing overlong, no surrogate) without ASCII control characters but line feeds.
bool is_note_text(std::string_view text);

// A key's name: 1 to 255 bytes of such text, without a Unicode space, a line feed or a plus.
bool is_key_name(std::string_view name);

// Digits without a leading zero, at most 2^63 - 1.
std::optional<std::uint64_t> parse_decimal(std::string_view digits);

}  // namespace porchlight::public_log

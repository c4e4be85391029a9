// What somebody found in the printer's tray (protocol/PROTOCOL.md, The tray). Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace porchlight::intake {

enum class Found : std::uint8_t { kCard, kNothing, kSpoiled };

// "card", "nothing", "spoiled".
std::string_view code(Found found);

}  // namespace porchlight::intake

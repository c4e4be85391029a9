// What a librarian found in the printer's tray, where nobody else can say it (PROTOCOL.md, The tray). Pure.
#pragma once

#include <optional>
#include <string_view>

namespace porchlight::bridge {

enum class Found {
    kCard,     // a good card: it was printed
    kNothing,  // no card
    kSpoiled,  // a damaged one, which is destroyed
};

// The page's answer, {"found":"card"|"nothing"|"spoiled"}; nothing if it is anything else.
std::optional<Found> read_found(std::string_view text);

}  // namespace porchlight::bridge

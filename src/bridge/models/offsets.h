// How far the art is moved on the card: read from a model's file, and from a kiosk's own (bridge/operators/FORMAT.md).
// Pure functions, any thread.
#pragma once

#include "base/json.h"

#include <expected>
#include <string>

namespace porchlight::bridge {

constexpr int kMaxOffset = 500;

// Right and down as the printer sees the card; hundredths of a millimetre, at most kMaxOffset either way.
struct Offset {
    int x = 0;
    int y = 0;
    friend bool operator==(const Offset&, const Offset&) = default;
};

struct Offsets {
    Offset front;
    Offset back;
    friend bool operator==(const Offsets&, const Offsets&) = default;
};

// {"front":{"x":0,"y":0},"back":{…}}; nothing if it is not that.
std::optional<Offsets> read_offsets(const json& value);

constexpr std::size_t kMaxOffsetsBytes = 256;
// A kiosk's own: with "v":1 before. The end of a sentence that begins with the file's name.
std::expected<Offsets, std::string> parse_offsets(std::string_view text);
std::string to_text(const Offsets& offsets);

}  // namespace porchlight::bridge

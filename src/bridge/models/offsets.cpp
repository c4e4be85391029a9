#include "bridge/models/offsets.h"

namespace porchlight::bridge {
namespace {

bool read_offset(const json& value, Offset& out) {
    if (!has_exactly(value, {"x", "y"}))
        return false;
    const auto x = integer_member(value, "x", -kMaxOffset, kMaxOffset);
    const auto y = integer_member(value, "y", -kMaxOffset, kMaxOffset);
    out = {static_cast<int>(x.value_or(0)), static_cast<int>(y.value_or(0))};
    return x && y;
}

json object_of(const Offset& offset) { return {{"x", offset.x}, {"y", offset.y}}; }

}  // namespace

std::optional<Offsets> read_offsets(const json& value) {
    Offsets out;
    if (!has_exactly(value, {"front", "back"}) || !read_offset(value["front"], out.front) ||
        !read_offset(value["back"], out.back))
        return std::nullopt;
    return out;
}

std::expected<Offsets, std::string> parse_offsets(std::string_view text) {
    auto object = parse_json(text, kMaxOffsetsBytes);
    if (!object || !object->is_object())
        return std::unexpected("is not JSON within limits");
    if (integer_member(*object, "v", 1, 1) != 1)
        return std::unexpected("has a wrong \"v\"");
    object->erase("v");
    const auto out = read_offsets(*object);
    return out ? std::expected<Offsets, std::string>(*out)
               : std::unexpected("has not the offsets of front and back, whole numbers from -500 to 500");
}

std::string to_text(const Offsets& offsets) {
    return json{{"v", 1}, {"front", object_of(offsets.front)}, {"back", object_of(offsets.back)}}.dump();
}

}  // namespace porchlight::bridge

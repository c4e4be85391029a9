// Reading JSON that somebody else wrote: bounded depth and size, no duplicate members, never throws.
// Any thread. Source: RFC 8259; duplicates refused because two readers must not see two documents.
#pragma once

#include "base/bytes.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight {

using json = nlohmann::json;

constexpr std::size_t kMaxJsonDepth = 16;

// Nothing if malformed, larger than max_size bytes, deeper than kMaxJsonDepth, or with a member twice.
std::optional<json> parse_json(std::string_view text, std::size_t max_size);

// Is it an object with exactly these members, no more and no less?
bool has_exactly(const json& object, std::initializer_list<std::string_view> members);

// A member of the wanted kind, or nothing.
std::optional<std::string> text_member(const json& object, const char* name, std::size_t max_size);
std::optional<std::int64_t> integer_member(const json& object, const char* name, std::int64_t min, std::int64_t max);
template <std::size_t N>
std::optional<byte_array<N>> hex_member(const json& object, const char* name);

// 1 to max_size bytes of UTF-8 that a terminal shows as they are: no control and no invisible character, and no space
// at either end (protocol/PROTOCOL.md, Statements)?
bool is_plain_text(std::string_view text, std::size_t max_size);
// With its quotes and escapes, by RFC 8259: `"` and `\` and control characters are escaped. What is no UTF-8 is
// replaced.
std::string quoted(const std::string& text);

}  // namespace porchlight

#include "base/encoding.h"

namespace porchlight {

template <std::size_t N>
std::optional<byte_array<N>> hex_member(const json& object, const char* name) {
    const auto text = text_member(object, name, 2 * N);
    if (!text)
        return std::nullopt;
    return array_from_hex<N>(*text);
}

}  // namespace porchlight

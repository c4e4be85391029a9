// Text forms of bytes: hex, base64 (RFC 4648, padded), base45 (RFC 9285).
// Decoders are strict: no white space, no other alphabet, no non-canonical ending. Any thread.
// Errors: an empty optional for anything that the encoder would not have written.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>

namespace porchlight {

std::string to_hex(byte_view in);
std::optional<bytes> from_hex(std::string_view text);

std::string to_base64(byte_view in);
std::optional<bytes> from_base64(std::string_view text);

std::string to_base45(byte_view in);
std::optional<bytes> from_base45(std::string_view text);

// Exactly N bytes, or nothing.
template <std::size_t N>
std::optional<byte_array<N>> array_from_hex(std::string_view text) {
    auto decoded = from_hex(text);
    if (!decoded || decoded->size() != N)
        return std::nullopt;
    return to_array<N>(*decoded);
}

}  // namespace porchlight

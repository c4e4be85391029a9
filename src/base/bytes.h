// Byte sequences and fixed-size arrays, as everything below the programs passes them.
// Header only; any thread; owns nothing it is not given.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace porchlight {

using bytes = std::vector<std::uint8_t>;
using byte_view = std::span<const std::uint8_t>;
using byte_span = std::span<std::uint8_t>;
template <std::size_t N>
using byte_array = std::array<std::uint8_t, N>;

inline byte_view as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string_view as_text(byte_view data) { return {reinterpret_cast<const char*>(data.data()), data.size()}; }

// Big-endian integers at the front of a span; the span must be long enough.
void put_u16(byte_span out, std::uint16_t value);
void put_u32(byte_span out, std::uint32_t value);
void put_u64(byte_span out, std::uint64_t value);
std::uint16_t get_u16(byte_view in);
std::uint32_t get_u32(byte_view in);
std::uint64_t get_u64(byte_view in);

// Copies a view of exactly N bytes; the caller has checked the size.
template <std::size_t N>
byte_array<N> to_array(byte_view in) {
    byte_array<N> out{};
    for (std::size_t i = 0; i < N && i < in.size(); ++i)
        out[i] = in[i];
    return out;
}

inline bool all_zero(byte_view in) {
    std::uint8_t seen = 0;
    for (auto byte : in)
        seen |= byte;
    return seen == 0;
}

}  // namespace porchlight

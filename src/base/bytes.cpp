#include "base/bytes.h"

namespace porchlight {
namespace {

template <class T>
void put(byte_span out, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i)
        out[i] = static_cast<std::uint8_t>(value >> (8 * (sizeof(T) - 1 - i)));
}

template <class T>
T get(byte_view in) {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<T>(static_cast<T>(value << 8) | in[i]);
    return value;
}

}  // namespace

void put_u16(byte_span out, std::uint16_t value) { put(out, value); }
void put_u32(byte_span out, std::uint32_t value) { put(out, value); }
void put_u64(byte_span out, std::uint64_t value) { put(out, value); }
std::uint16_t get_u16(byte_view in) { return get<std::uint16_t>(in); }
std::uint32_t get_u32(byte_view in) { return get<std::uint32_t>(in); }
std::uint64_t get_u64(byte_view in) { return get<std::uint64_t>(in); }

}  // namespace porchlight

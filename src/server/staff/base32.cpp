#include "server/staff/base32.h"

namespace porchlight::server {
namespace {

constexpr std::string_view kSymbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr unsigned kBits = 5;

}  // namespace

std::string to_base32(byte_view in) {
    std::string out;
    std::uint32_t buffer = 0;
    unsigned held = 0;
    for (const auto byte : in) {
        buffer = (buffer << 8U) | byte;
        held += 8;
        for (; held >= kBits; held -= kBits)
            out.push_back(kSymbols[(buffer >> (held - kBits)) & 31U]);
    }
    if (held > 0)
        out.push_back(kSymbols[(buffer << (kBits - held)) & 31U]);
    return out;
}

}  // namespace porchlight::server

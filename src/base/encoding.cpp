#include "base/encoding.h"

#include <sodium.h>

namespace porchlight {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
constexpr std::string_view kBase45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

std::optional<unsigned> base45_value(char c) {
    const auto at = kBase45.find(c);
    if (at == std::string_view::npos)
        return std::nullopt;
    return static_cast<unsigned>(at);
}

// One group: two symbols for one byte, three for two.
bool decode_group(std::string_view group, bytes& out) {
    unsigned value = 0;
    unsigned weight = 1;
    for (char c : group) {
        const auto digit = base45_value(c);
        if (!digit)
            return false;
        value += *digit * weight;
        weight *= 45;
    }
    const bool pair = group.size() == 3;
    if (value > (pair ? 0xffffU : 0xffU))
        return false;
    if (pair)
        out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value & 0xff));
    return true;
}

}  // namespace

std::string to_hex(byte_view in) {
    std::string out(in.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), in.data(), in.size());
    out.pop_back();
    return out;
}

std::optional<bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0 || text.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        return std::nullopt;
    if (text.empty())
        return bytes{};  // libsodium wants a place to write even nothing to.
    bytes out(text.size() / 2);
    std::size_t written = 0;
    if (sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &written, nullptr) != 0 ||
        written != out.size())
        return std::nullopt;
    return out;
}

std::string to_base64(byte_view in) {
    std::string out(sodium_base64_encoded_len(in.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), in.data(), in.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();
    return out;
}

std::optional<bytes> from_base64(std::string_view text) {
    // libsodium 1.0.18 takes some bytes above 127 for digits.
    if (text.find_first_not_of(kBase64) != std::string_view::npos)
        return std::nullopt;
    bytes out(text.size() / 4 * 3 + 3);
    std::size_t written = 0;
    const char* end = nullptr;
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &written, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    out.resize(written);
    return out;
}

std::string to_base45(byte_view in) {
    std::string out;
    out.reserve(in.size() / 2 * 3 + 2);
    for (std::size_t i = 0; i < in.size(); i += 2) {
        const bool pair = i + 1 < in.size();
        unsigned value = pair ? static_cast<unsigned>(in[i] << 8 | in[i + 1]) : in[i];
        for (int symbol = 0; symbol < (pair ? 3 : 2); ++symbol) {
            out.push_back(kBase45[value % 45]);
            value /= 45;
        }
    }
    return out;
}

std::optional<bytes> from_base45(std::string_view text) {
    if (text.size() % 3 == 1)
        return std::nullopt;
    bytes out;
    out.reserve(text.size() / 3 * 2 + 1);
    for (std::size_t i = 0; i < text.size(); i += 3)
        if (!decode_group(text.substr(i, 3), out))
            return std::nullopt;
    return out;
}

}  // namespace porchlight

#include "server/staff/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace porchlight::server {
namespace {

constexpr std::size_t kSha1Bytes = 20;

std::uint32_t power_of_ten(unsigned exponent) {
    std::uint32_t out = 1;
    for (; exponent > 0; --exponent)
        out *= 10;
    return out;
}

}  // namespace

std::string totp_code(byte_view secret, std::int64_t step, unsigned digits) {
    std::array<std::uint8_t, 8> counter{};
    put_u64(counter, static_cast<std::uint64_t>(step));
    std::array<std::uint8_t, kSha1Bytes> mac{};
    unsigned size = 0;
    // It fails only where this build of the library has no SHA-1: then no code fits.
    if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(),
             &size) == nullptr)
        return {};
    const std::size_t offset = mac.back() & 0x0fU;
    const auto number = (get_u32(byte_view(mac).subspan(offset)) & 0x7fffffffU) % power_of_ten(digits);
    wipe(mac);
    auto out = std::to_string(number);
    return std::string(digits - out.size(), '0') + out;
}

std::optional<std::int64_t> matching_step(byte_view secret, std::string_view code, std::int64_t now) {
    std::optional<std::int64_t> out;
    if (code.size() != kTotpDigits)
        return out;
    for (const auto step : {now - 1, now, now + 1}) {
        auto expected = totp_code(secret, step);
        if (equal_secret(as_bytes(expected), as_bytes(code)))
            out = step;
        wipe(expected);
    }
    return out;
}

}  // namespace porchlight::server

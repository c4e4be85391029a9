// One-time codes of an app: TOTP (RFC 6238) over HOTP (RFC 4226), HMAC-SHA-1, steps of 30 s since 1970.
// Pure functions, any thread.
#pragma once

#include "base/secret_bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight::server {

constexpr std::int64_t kTotpStepSeconds = 30;
constexpr std::size_t kTotpSecretBytes = 20;
constexpr unsigned kTotpDigits = 6;

inline std::int64_t totp_step(std::int64_t unix_seconds) { return unix_seconds / kTotpStepSeconds; }

// digits: 6 to 8.
std::string totp_code(byte_view secret, std::int64_t step, unsigned digits = kTotpDigits);

// The step whose code this is: the one before `now`, now or the one after (clocks differ); nothing if none.
std::optional<std::int64_t> matching_step(byte_view secret, std::string_view code, std::int64_t now);

}  // namespace porchlight::server

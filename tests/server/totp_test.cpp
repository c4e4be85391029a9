// Codes of an app: RFC 4226 and RFC 6238's own values, and each code good once.
#include "server/staff/totp.h"
#include "server/one_time_codes.h"
#include "server/staff/base32.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace std::chrono_literals;

namespace {

const std::string kRfcSecret = "12345678901234567890";
constexpr std::int64_t kNow = 1'795'000'020;  // at the start of a step

secret_bytes wrapping_key() {
    REQUIRE(start_crypto());
    secret_bytes out(kWrappingKeyBytes);
    random_bytes(out.span());
    return out;
}

}  // namespace

TEST_CASE("codes are RFC 4226's, appendix D", "[server][staff]") {
    const std::vector<std::string> codes = {"755224", "287082", "359152", "969429", "338314",
                                            "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t i = 0; i < codes.size(); ++i)
        CHECK(totp_code(as_bytes(kRfcSecret), static_cast<std::int64_t>(i)) == codes[i]);
}

TEST_CASE("codes are RFC 6238's, appendix B", "[server][staff]") {
    const std::vector<std::pair<std::int64_t, std::string>> codes = {{59, "94287082"},
                                                                     {1'111'111'109, "07081804"},
                                                                     {1'111'111'111, "14050471"},
                                                                     {1'234'567'890, "89005924"},
                                                                     {2'000'000'000, "69279037"},
                                                                     {20'000'000'000, "65353130"}};
    for (const auto& [time, code] : codes) {
        CHECK(totp_code(as_bytes(kRfcSecret), totp_step(time), 8) == code);
        CHECK(totp_code(as_bytes(kRfcSecret), totp_step(time)) == code.substr(2));
    }
}

TEST_CASE("a code fits in its step and in the two beside it, and no other", "[server][staff]") {
    const auto secret = as_bytes(kRfcSecret);
    const std::int64_t step = 37'037'036;
    const auto code = totp_code(secret, step);
    CHECK(matching_step(secret, code, step - 1) == step);
    CHECK(matching_step(secret, code, step) == step);
    CHECK(matching_step(secret, code, step + 1) == step);
    CHECK_FALSE(matching_step(secret, code, step - 2));
    CHECK_FALSE(matching_step(secret, code, step + 2));
    CHECK_FALSE(matching_step(secret, "", step));
    CHECK_FALSE(matching_step(secret, code + "0", step));
}

TEST_CASE("base32 is RFC 4648's, section 10, without padding", "[server][staff]") {
    const std::vector<std::pair<std::string, std::string>> texts = {{"", ""},
                                                                    {"f", "MY"},
                                                                    {"fo", "MZXQ"},
                                                                    {"foo", "MZXW6"},
                                                                    {"foob", "MZXW6YQ"},
                                                                    {"fooba", "MZXW6YTB"},
                                                                    {"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, text] : texts)
        CHECK(to_base32(as_bytes(plain)) == text);
}

TEST_CASE("a code is good once, in order, and not from before the process began", "[server][staff]") {
    const StaffSecrets secrets(wrapping_key());
    ManualClock clock(kNow);
    OneTimeCodes codes(clock, secrets);
    Staff ana{"ana", "North Branch"};
    const auto secret = as_bytes(kRfcSecret);
    ana.app = secrets.wrap("ana", secret);
    const auto step = totp_step(kNow);
    CHECK_FALSE(codes.take(ana, totp_code(secret, step)));
    CHECK(codes.take(ana, totp_code(secret, step + 1)));
    CHECK_FALSE(codes.take(ana, totp_code(secret, step + 1)));
    clock.advance(60s);
    CHECK(codes.take(ana, totp_code(secret, step + 3)));
    CHECK_FALSE(codes.take(ana, totp_code(secret, step + 2)));
    // Of one account alone.
    Staff ben{"ben", "North Branch"};
    ben.app = secrets.wrap("ben", secret);
    CHECK(codes.take(ben, totp_code(secret, step + 3)));
    ben.app = ana.app;
    clock.advance(60s);
    CHECK_FALSE(codes.take(ben, totp_code(secret, step + 4)));
    ben.app.clear();
    CHECK_FALSE(codes.take(ben, totp_code(secret, step + 4)));
}

TEST_CASE("a secret is read again with its key and its account alone", "[server][staff]") {
    const StaffSecrets secrets(wrapping_key());
    const auto wrapped = secrets.wrap("ana", as_bytes(kRfcSecret));
    CHECK(as_text(secrets.unwrap("ana", wrapped)->view()) == kRfcSecret);
    CHECK(as_text(wrapped).find(kRfcSecret) == std::string_view::npos);
    CHECK(wrapped != secrets.wrap("ana", as_bytes(kRfcSecret)));
    CHECK_FALSE(secrets.unwrap("ben", wrapped));
    CHECK_FALSE(StaffSecrets(wrapping_key()).unwrap("ana", wrapped));
    for (std::size_t i = 0; i < wrapped.size(); ++i) {
        auto changed = wrapped;
        changed[i] ^= 1U;
        CHECK_FALSE(secrets.unwrap("ana", changed));
    }
    CHECK_FALSE(secrets.unwrap("ana", byte_view(wrapped).first(39)));
    CHECK_FALSE(secrets.unwrap("ana", {}));
}

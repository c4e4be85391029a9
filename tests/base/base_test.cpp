#include "base/crypto.h"
#include "base/date.h"
#include "base/encoding.h"
#include "base/json.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;

TEST_CASE("base45 writes the examples of RFC 9285") {
    CHECK(to_base45(as_bytes("AB")) == "BB8");
    CHECK(to_base45(as_bytes("Hello!!")) == "%69 VD92EX0");
    CHECK(to_base45(as_bytes("base-45")) == "UJCLQE7W581");
    CHECK(as_text(from_base45("QED8WEX0").value()) == "ietf!");
}

TEST_CASE("base45 refuses what it would not have written") {
    CHECK_FALSE(from_base45("A"));
    CHECK_FALSE(from_base45("GGW1"));
    CHECK_FALSE(from_base45("GGX"));
    CHECK_FALSE(from_base45("::"));
    CHECK_FALSE(from_base45("ab8"));
}

TEST_CASE("hex and base64 read only their own form") {
    CHECK(from_hex("00ff").value() == bytes{0, 255});
    CHECK_FALSE(from_hex("00FF"));
    CHECK_FALSE(from_hex("0"));
    CHECK_FALSE(from_hex("0g"));
    CHECK(from_base64("AP8=").value() == bytes{0, 255});
    CHECK_FALSE(from_base64("AP8"));
    CHECK_FALSE(from_base64("AP8=\n"));
    CHECK_FALSE(from_base64("AP9="));
    CHECK_FALSE(from_base64("AP-="));
    CHECK_FALSE(from_base64("0\xb0\xff\xff"));
    CHECK_FALSE(
        from_base64("0\xb0"
                    "ff"));
}

TEST_CASE("Encodings give back every byte sequence") {
    REQUIRE(start_crypto());
    for (std::size_t size = 0; size < 70; ++size) {
        bytes data(size);
        random_bytes(data);
        CHECK(from_hex(to_hex(data)).value() == data);
        CHECK(from_base64(to_base64(data)).value() == data);
        CHECK(from_base45(to_base45(data)).value() == data);
    }
}

TEST_CASE("Dates are real days") {
    CHECK(date::parse("2024-02-29"));
    CHECK_FALSE(date::parse("2023-02-29"));
    CHECK_FALSE(date::parse("1900-02-29"));
    CHECK_FALSE(date::parse("2023-13-01"));
    CHECK_FALSE(date::parse("2023-1-01"));
    CHECK_FALSE(date::parse("2023-01-0a"));
    CHECK_FALSE(date::parse("0000-01-01"));
    CHECK(date::parse("2024-02-29")->text() == "2024-02-29");
    CHECK(date_of_unix_seconds(0).text() == "1970-01-01");
    CHECK(date_of_unix_seconds(-1).text() == "1969-12-31");
    CHECK(date_of_unix_seconds(951782400).text() == "2000-02-29");
}

TEST_CASE("Who is born on 29 February is a year older on 1 March") {
    const auto born = date::parse("2004-02-29").value();
    CHECK(born.years_until(date::parse("2018-02-28").value()) == 13);
    CHECK(born.years_until(date::parse("2018-03-01").value()) == 14);
    CHECK(born.plus_years(1).text() == "2005-02-28");
    CHECK(born.plus_years(4).text() == "2008-02-29");
}

TEST_CASE("A signature is worth nothing under another context, key or message") {
    REQUIRE(start_crypto());
    const auto key = signing_key::generate();
    const auto other = signing_key::generate();
    const auto sig = sign(key, "context a", as_bytes("message"));
    CHECK(verify(key.public_half, "context a", as_bytes("message"), sig));
    CHECK_FALSE(verify(key.public_half, "context b", as_bytes("message"), sig));
    CHECK_FALSE(verify(other.public_half, "context a", as_bytes("message"), sig));
    CHECK_FALSE(verify(key.public_half, "context a", as_bytes("Message"), sig));
    CHECK_FALSE(verify(key.public_half, "context am", as_bytes("essage"), sig));
    CHECK_FALSE(verify(key.public_half, "context a", as_bytes("message"), byte_view(sig).first(63)));
}

TEST_CASE("JSON within limits only") {
    CHECK(parse_json(R"({"a":[1,{"b":2}]})", 100));
    CHECK_FALSE(parse_json(R"({"a":1,"a":2})", 100));
    CHECK(parse_json(R"({"a":{"a":2}})", 100));
    CHECK_FALSE(parse_json("[1]", 2));
    CHECK_FALSE(parse_json("[1", 100));
    CHECK_FALSE(parse_json("[1] x", 100));
    CHECK_FALSE(parse_json("", 100));
    CHECK_FALSE(parse_json("\"\xff\"", 100));
    CHECK(parse_json(std::string(16, '[') + std::string(16, ']'), 100));
    CHECK_FALSE(parse_json(std::string(17, '[') + std::string(17, ']'), 100));
    CHECK_FALSE(parse_json(std::string(100'000, '['), 200'000));
}

TEST_CASE("Plain text is what a terminal shows as it is") {
    for (const auto* plain :
         {"x", "CV-2031-2", "two  spaces within", "Zoë O’Neil", "東京都", "दिल्\u200dली", "دادگاه\u200cها", "\u00a1",
          "\u200a|", "\u2010", "\u2027", "\u202f|", "\u205f|", "\u206a", "𠮷"})
        CHECK(is_plain_text(plain, 64));
    for (const auto* other : {"",
                              " ",
                              " x",
                              "x ",
                              "a\nb",
                              "a\x1b[2J",
                              "a\x7f",
                              "a\u0080",
                              "a\u009b2J",
                              "a\u009f",
                              "a\u061c",
                              "a\u200b",
                              "a\u200e",
                              "a\u200f",
                              "a\u2028",
                              "a\u202a",
                              "a\u202e",
                              "a\u2060",
                              "a\u2069",
                              "a\ufeff",
                              "a\u200c",
                              "\u200dä",
                              "ä\u200c\u200d",
                              "a\xff",
                              "a\xc2",
                              "a\xc0\x9b",
                              "a\xe0\x82\x9b",
                              "a\xed\xa0\x80"})
        CHECK_FALSE(is_plain_text(other, 64));
    CHECK_FALSE(is_plain_text(std::string("a\0b", 3), 64));
    CHECK(is_plain_text("ää", 4));
    CHECK_FALSE(is_plain_text("ää", 3));
}

TEST_CASE("Secrets are wiped where they were") {
    std::string text = "a name that must go, longer than any small buffer";
    const char* where = text.data();
    const auto size = text.size();
    wipe(text);
    CHECK(text.empty());
    CHECK(std::string_view(where, size).find_first_not_of('\0') == std::string_view::npos);
    secret_bytes first(as_bytes("secret"));
    secret_bytes second = std::move(first);
    CHECK(first.empty());
    CHECK(equal_secret(second.view(), as_bytes("secret")));
    CHECK_FALSE(equal_secret(second.view(), as_bytes("Secret")));
}

#ifndef __EMSCRIPTEN__
TEST_CASE("A password matches its own hash alone") {
    REQUIRE(start_crypto());
    const auto hashed = hash_password("the light is on");
    CHECK(password_matches(hashed, "the light is on"));
    CHECK_FALSE(password_matches(hashed, "the light is off"));
    CHECK_FALSE(password_matches("", "the light is on"));
    CHECK_FALSE(password_matches(std::string(500, 'x'), "x"));
}
#endif

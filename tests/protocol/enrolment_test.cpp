#include "protocol/enrolment.h"

#include "base/encoding.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

#include <set>

using namespace porchlight;
using namespace porchlight::protocol;
using namespace porchlight::tests;

TEST_CASE("Enrolment codes are read, or refused, as the vectors say") {
    REQUIRE(start_crypto());
    for (const auto& vector : vectors("enrolment_code")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto parsed = parse_code(as_text(input));
        CHECK((parsed ? "" : "code") == vector.error());
        if (!parsed || vector.file != "ok.json")
            continue;
        CHECK(to_text(*parsed) == vector.text("symbols"));
        CHECK(parsed->fingerprint == vector.text("fingerprint"));
        CHECK(fingerprint_of(vector.text("trust")) == vector.text("fingerprint"));
        CHECK(to_hex(key_of(*parsed).value().public_half) == vector.text("key"));
    }
}

TEST_CASE("Enrolments are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("enrolment")) {
        INFO(vector.file);
        const auto request = read_enrolment(vector.hex("input"));
        CHECK(code_of(request) == vector.error());
        if (request) {
            CHECK(to_hex(request->code) == vector.text("code"));
            CHECK(to_hex(request->kiosk) == vector.text("kiosk"));
        }
    }
}

TEST_CASE("Answers to an enrolment are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("enrolled")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto enrolled = parse_enrolled(as_text(input));
        CHECK(code_of(enrolled) == vector.error());
        if (enrolled)
            CHECK(enrolled->site == "North Branch");
    }
}

TEST_CASE("Any one symbol of a code that is mistyped is found, and any two that are swapped") {
    REQUIRE(start_crypto());
    const auto text = to_text(new_code("7K3MQ9TX2BVF"));
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '-')
            continue;
        for (const char symbol : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
            auto wrong = text;
            wrong[i] = symbol;
            CHECK(parse_code(wrong).has_value() == (symbol == text[i]));
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (text[j] == '-')
                continue;
            auto swapped = text;
            std::swap(swapped[i], swapped[j]);
            CHECK(parse_code(swapped).has_value() == (text[i] == text[j]));
        }
    }
}

TEST_CASE("A new code is another each time, and ends with the city's fingerprint") {
    REQUIRE(start_crypto());
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto text = to_text(new_code("7K3MQ9TX2BVF"));
        CHECK(text.ends_with("-7K3M-Q9TX-2BVF"));
        seen.insert(text);
    }
    CHECK(seen.size() == 1000);
}

TEST_CASE("What is written is what is read") {
    REQUIRE(start_crypto());
    const auto code = signing_key::generate();
    const auto kiosk = signing_key::generate();
    const auto challenge = random_array<kChallengeBytes>();
    const auto request = read_enrolment(write_enrolment(challenge, code, kiosk));
    REQUIRE(request);
    CHECK(request->code == code.public_half);
    CHECK(request->kiosk == kiosk.public_half);
    CHECK(request->challenge == challenge);
    const auto enrolled = parse_enrolled(to_text(Enrolled{"Süd \"1\"", "Kiosk"}));
    CHECK(enrolled->site == "Süd \"1\"");
}

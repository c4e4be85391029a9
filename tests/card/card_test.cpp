#include "base/encoding.h"
#include "card/code.h"
#include "card/number.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

#include <set>

using namespace porchlight;
using namespace porchlight::tests;

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::array<card::IssuerKey, 2> issuers_of(const Vector& vector) {
    return {card::IssuerKey{to_array<32>(vector.hex("issuer")), false},
            card::IssuerKey{to_array<32>(vector.hex("withdrawn")), true}};
}

card::Holder holder_of(const Vector& vector) {
    const auto& holder = vector.fields.at("holder");
    return {holder.at("name"), holder.at("dob"), holder.at("number")};
}

}  // namespace

TEST_CASE("Card numbers are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("number")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto number = card::parse_number(as_text(input));
        CHECK(code_of(number) == vector.error());
        if (number)
            CHECK(*number == vector.text("output"));
    }
}

TEST_CASE("Every single wrong symbol and every swap of a card number is found") {
    REQUIRE(start_crypto());
    const auto number = card::random_number();
    REQUIRE(card::parse_number(number));
    for (std::size_t at = 0; at < number.size(); ++at)
        for (const char symbol : kAlphabet) {
            auto changed = number;
            changed[at] = symbol;
            CHECK(card::parse_number(changed).has_value() == (symbol == number[at]));
        }
    for (std::size_t a = 0; a < number.size(); ++a)
        for (std::size_t b = a + 1; b < number.size(); ++b) {
            auto swapped = number;
            std::swap(swapped[a], swapped[b]);
            CHECK(card::parse_number(swapped).has_value() == (number[a] == number[b]));
        }
}

TEST_CASE("Card numbers are random and printed in groups") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i)
        CHECK(seen.insert(card::random_number()).second);
    CHECK(card::grouped_number("7K3MQ9TX2BVFC") == "7K3M-Q9TX-2BVFC");
}

TEST_CASE("Card codes are checked as the vectors say") {
    for (const auto& vector : vectors("code")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto checked = card::check_code(as_text(input), issuers_of(vector));
        CHECK(code_of(checked) == vector.error());
        if (checked) {
            CHECK((checked->expiry ? checked->expiry->text() : "") == vector.text("expiry"));
            CHECK(card::matches(*checked, holder_of(vector)));
        }
    }
}

TEST_CASE("The commitment is that of an independent Argon2id") {
    const auto vector = vectors("code").front();
    const auto made = card::commitment(holder_of(vector), to_array<16>(vector.hex("salt")));
    REQUIRE(made);
    CHECK(to_hex(*made) == vector.text("commitment"));
}

TEST_CASE("promise_8: a code matches its own holder alone, and holds neither name, date nor number") {
    const auto issuer = signing_key::generate();
    const card::Holder holder{"anneberg", "1990-03-12", card::random_number()};
    const auto code = card::make_code(issuer.public_half, date::parse("2031-01-01"), holder).value();
    const auto text = card::code_text(code, sign(issuer, card::kCardContext, card::payload_hash(code)));
    CHECK(text.size() == 184);
    const std::array known{card::IssuerKey{issuer.public_half, false}};
    const auto checked = card::check_code(text, known).value();
    CHECK(card::matches(checked, holder));
    CHECK_FALSE(card::matches(checked, {"anneberh", holder.dob, holder.number}));
    CHECK_FALSE(card::matches(checked, {holder.comparable_name, "1990-03-13", holder.number}));
    CHECK_FALSE(card::matches(checked, {holder.comparable_name, holder.dob, card::random_number()}));
    CHECK_FALSE(card::matches(checked, {holder.comparable_name, holder.dob, ""}));
    for (const std::string& secret : {holder.comparable_name, holder.dob, holder.number}) {
        CHECK(text.find(secret) == std::string::npos);
        CHECK(as_text(code).find(secret) == std::string_view::npos);
    }
}

TEST_CASE("A card is valid through its last day") {
    const card::CheckedCode code{{}, date::parse("2031-01-01"), {}, {}};
    CHECK_FALSE(card::is_expired(code, date::parse("2031-01-01").value()));
    CHECK(card::is_expired(code, date::parse("2031-01-02").value()));
    CHECK_FALSE(card::is_expired({{}, std::nullopt, {}, {}}, date::parse("9999-12-31").value()));
}

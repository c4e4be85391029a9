#include "verify/card_check.h"
#include "base/encoding.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::checking;
using namespace porchlight::tests;

namespace {

constexpr std::string_view kBase45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

date day(std::string_view text) { return date::parse(text).value(); }

IssuerList list_of(const Vector& vector) { return open_issuers(vector.text("trust"), vector.text("manifest")).value(); }

TypedHolder typed_in(const Vector& vector) {
    const auto& typed = vector.fields.at("typed");
    return {typed.at("name"), typed.at("dob"), typed.at("number")};
}

Vector vector_named(const std::string& file) {
    for (auto& vector : vectors("verify"))
        if (vector.file == file)
            return vector;
    throw std::runtime_error("no vector " + file);
}

std::string text_of(const Vector& vector) { return std::string(as_text(vector.hex("input"))); }

}  // namespace

TEST_CASE("Cards are judged, and what was typed is compared, as the vectors say") {
    REQUIRE(start_crypto());
    for (const auto& vector : vectors("verify")) {
        INFO(vector.file);
        const auto today = day(vector.text("today"));
        const auto check = check_card(text_of(vector), list_of(vector), today);
        CHECK(code(check.verdict) == vector.text("verdict"));
        CHECK((check.expiry ? check.expiry->text() : "") == vector.text("expiry"));
        const auto holder =
            check.signed_code ? code(check_holder(*check.signed_code, typed_in(vector), today)) : "no_card";
        CHECK(holder == vector.text("holder"));
    }
}

TEST_CASE("The vectors show every verdict and every answer but a lack of memory") {
    std::vector<std::string> seen;
    for (const auto& vector : vectors("verify")) {
        seen.push_back(vector.text("verdict"));
        seen.push_back(vector.text("holder"));
    }
    for (int i = 0; i <= static_cast<int>(Verdict::kNotOurs); ++i)
        CHECK(std::ranges::count(seen, code(static_cast<Verdict>(i))) > 0);
    for (int i = 0; i < static_cast<int>(HolderResult::kNoMemory); ++i)
        CHECK(std::ranges::count(seen, code(static_cast<HolderResult>(i))) > 0);
}

TEST_CASE("No flip of a single bit leaves a code genuine") {
    REQUIRE(start_crypto());
    const auto vector = vector_named("genuine.json");
    const auto list = list_of(vector);
    const auto today = day(vector.text("today"));
    const auto text = text_of(vector);
    auto whole = from_base45(text.substr(card::kCodePrefix.size())).value();
    const auto verdict = [&] {
        return check_card(std::string(card::kCodePrefix) + to_base45(whole), list, today).verdict;
    };
    REQUIRE(whole.size() == card::kCodeBytes);
    REQUIRE(verdict() == Verdict::kGenuineUntil);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        INFO("bit " << bit);
        whole[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        const auto flipped = verdict();
        CHECK_FALSE((is_genuine(flipped) || flipped == Verdict::kExpired));
        whole[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
}

TEST_CASE("No other symbol at any place, and no symbol more or less, leaves a code genuine") {
    REQUIRE(start_crypto());
    const auto vector = vector_named("genuine.json");
    const auto list = list_of(vector);
    const auto today = day(vector.text("today"));
    const auto text = text_of(vector);
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const char symbol : kBase45) {
            auto changed = text;
            changed[at] = symbol;
            if (is_genuine(check_card(changed, list, today).verdict) != (changed == text))
                FAIL("symbol " << symbol << " at " << at);
        }
    for (std::size_t size = 0; size < text.size(); ++size)
        CHECK(check_card(text.substr(0, size), list, today).verdict == Verdict::kNotOurs);
    for (const char symbol : kBase45)
        CHECK(check_card(text + symbol, list, today).verdict == Verdict::kNotOurs);
}

TEST_CASE("A list of keys that the pinned custodians did not sign is refused") {
    REQUIRE(start_crypto());
    for (const auto& vector : vectors("manifest")) {
        INFO(vector.file);
        const auto list = open_issuers(vector.text("trust"), as_text(vector.hex("input")));
        // An old one is read: its age is told, not taken for a forgery.
        CHECK(code_of(list) == (vector.error() == "expired" ? "" : vector.error()));
    }
    const auto good = vector_named("genuine.json");
    CHECK(code_of(open_issuers("{}", good.text("manifest"))) == "malformed");
    CHECK(code_of(open_issuers(good.text("trust"), "")) == "malformed");
}

TEST_CASE("A list is stale after the last whole day before it ends") {
    REQUIRE(start_crypto());
    const auto list = list_of(vector_named("genuine.json"));
    // 1900000000 is 2030-03-17 17:46:40 UTC.
    CHECK(list.good_through == day("2030-03-16"));
    CHECK_FALSE(is_stale(list, day("2030-03-16")));
    CHECK(is_stale(list, day("2030-03-17")));
}

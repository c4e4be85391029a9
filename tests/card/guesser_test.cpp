// promise_8: the code, the right name and every date of birth there is, without the number on the front, find nothing.
// With PORCHLIGHT_EVERY_DATE every day of 130 years, else a sample that holds the right one.
#include "tests/card/guessing.h"
#include "tests/support/vectors.h"

#include "card/number.h"

#include <catch2/catch_amalgamated.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>

using namespace porchlight;
using namespace porchlight::tests;

namespace {

constexpr int kYears = 130;  // record/FORMAT.md: the oldest date of birth that is taken
constexpr int kSampleStep_days = 470;

// The vector's code was made by an independent Argon2id; ours is made here, with a salt and number of its own.
struct Card {
    card::CheckedCode code;
    card::Holder holder;
};

Card card_of_vector() {
    const auto all = vectors("code");
    const auto ok = std::ranges::find(all, "ok.json", &Vector::file);
    REQUIRE(ok != all.end());
    const card::IssuerKey issuer{to_array<32>(ok->hex("issuer")), false};
    const auto input = ok->hex("input");
    const auto& holder = ok->fields.at("holder");
    return {card::check_code(as_text(input), {&issuer, 1}).value(),
            {holder.at("name"), holder.at("dob"), holder.at("number")}};
}

Card card_made_here() {
    const auto key = signing_key::generate();
    const card::Holder holder{"łucjażółkiewska", "2004-02-29", card::random_number()};
    const auto made = card::make_code(key.public_half, date::parse("2031-01-01"), holder).value();
    const card::IssuerKey issuer{key.public_half, false};
    const auto text = card::code_text(made, sign(key, card::kCardContext, card::payload_hash(made)));
    return {card::check_code(text, {&issuer, 1}).value(), holder};
}

date today() {
    return date_of_unix_seconds(
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
}

std::vector<std::string> dates_to_try(const date& right) {
    const auto first = date::from_ymd(today().year() - kYears, 1, 1).value();
    if (std::getenv("PORCHLIGHT_EVERY_DATE") != nullptr)
        return dates_from(first, today(), 1);
    auto out = dates_from(first, right, kSampleStep_days);
    const auto near = dates_from(right, date::from_days(right.days() + 5), 1);
    const auto later = dates_from(date::from_days(right.days() + 6), today(), kSampleStep_days);
    out.insert(out.end(), near.begin(), near.end());
    out.insert(out.end(), later.begin(), later.end());
    return out;
}

}  // namespace

TEST_CASE("promise_8: the code, the right name and every date find nothing without the number") {
    REQUIRE(start_crypto());
    const auto card = card_made_here();
    const auto dates = dates_to_try(date::parse(card.holder.dob).value());
    REQUIRE(std::ranges::count(dates, card.holder.dob) >= 1);
    for (const std::string& number : {std::string(), std::string(card::kNumberSymbols, '0')}) {
        INFO("number: '" << number << "'");
        const auto guesses = guess_dates(card.code, card.holder.comparable_name, number, dates);
        CHECK(guesses.tried == dates.size());
        CHECK(guesses.hits.empty());
    }
}

TEST_CASE("the same search finds the right date, and no other, once it has the number") {
    REQUIRE(start_crypto());
    for (const auto& card : {card_made_here(), card_of_vector()}) {
        const auto day = date::parse(card.holder.dob).value().days();
        const auto dates = dates_from(date::from_days(day - 10), date::from_days(day + 10), 1);
        const auto guesses = guess_dates(card.code, card.holder.comparable_name, card.holder.number, dates);
        CHECK(guesses.tried == dates.size());
        CHECK(guesses.hits == std::vector{card.holder.dob});
        CHECK(guess_dates(card.code, card.holder.comparable_name + "a", card.holder.number, dates).hits.empty());
    }
}

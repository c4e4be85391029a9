#include "verify/page/checker.h"

#include "base/json.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::checking;
using namespace porchlight::tests;

namespace {

date day(std::string_view text) { return date::parse(text).value(); }

TypedHolder typed_in(const Vector& vector) {
    const auto& typed = vector.fields.at("typed");
    return {typed.at("name"), typed.at("dob"), typed.at("number")};
}

}  // namespace

TEST_CASE("The page is answered as the vectors say, one card after the other") {
    REQUIRE(start_crypto());
    std::optional<Checker> checker;
    for (const auto& vector : vectors("verify")) {
        INFO(vector.file);
        checker.emplace(day(vector.text("today")));
        const auto opened = json::parse(checker->open(vector.text("trust"), vector.text("manifest")));
        CHECK(opened.at("list") == "ok");
        CHECK(opened.at("city") == "City of Lakehaven");
        const auto checked = json::parse(checker->check_code(as_text(vector.hex("input"))));
        CHECK(checked.at("verdict") == vector.text("verdict"));
        CHECK(checked.value("expiry", "") == vector.text("expiry"));
        CHECK(json::parse(checker->check_holder(typed_in(vector))).at("holder") == vector.text("holder"));
    }
}

TEST_CASE("Without a list the page is told so, and nothing is genuine") {
    REQUIRE(start_crypto());
    for (const auto& genuine : vectors("verify")) {
        if (genuine.file != "genuine.json")
            continue;
        Checker checker(day(genuine.text("today")));
        const auto code = genuine.hex("input");
        CHECK(json::parse(checker.check_code(as_text(code))) == json{{"verdict", "no_list"}});
        CHECK(json::parse(checker.open(genuine.text("trust"), "{}")) == json{{"list", "malformed"}});
        CHECK(json::parse(checker.check_code(as_text(code))) == json{{"verdict", "no_list"}});
        CHECK(json::parse(checker.check_holder(typed_in(genuine))) == json{{"holder", "no_card"}});
        checker.open(genuine.text("trust"), genuine.text("manifest"));
        CHECK(json::parse(checker.check_code(as_text(code))).at("verdict") == "genuine_until");
        // The card before is not compared with what is typed for the next.
        checker.check_code("PLC1:");
        CHECK(json::parse(checker.check_holder(typed_in(genuine))) == json{{"holder", "no_card"}});
    }
}

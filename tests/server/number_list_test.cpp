#include "server/number_list.h"

#include "tests/support/vectors.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;

namespace {

const protocol::Service kLibrary{"library", "Library", protocol::Symbology::kCodabar, protocol::CheckRule::kLuhn,
                                 14,        true};

}  // namespace

TEST_CASE("lists are taken, or refused with what is wrong and its line, as the vectors say", "[server]") {
    for (const auto& vector : tests::vectors("number_list")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto list = read_number_list(as_text(input), kLibrary);
        CHECK((list ? "" : words_of(list.error().fault)) == vector.error());
        CHECK((list ? 0 : list.error().line) == vector.fields.at("line").get<std::size_t>());
        CHECK((list ? list->numbers.size() : 0) == vector.fields.at("count").get<std::size_t>());
    }
}

TEST_CASE("a list has at most a million numbers", "[server]") {
    const protocol::Service transit{"transit", "Transit", protocol::Symbology::kCode128, protocol::CheckRule::kNone,
                                    7,         false};
    std::string text = "number\n";
    for (std::size_t i = 0; i < kMaxListNumbers; ++i)
        text += std::to_string(1'000'000 + i) + '\n';
    CHECK(read_number_list(text, transit)->numbers.size() == kMaxListNumbers);
    text += "2000000\n";
    const auto more = read_number_list(text, transit);
    REQUIRE_FALSE(more);
    CHECK(more.error().fault == ListFault::kTooMany);
    CHECK(more.error().line == kMaxListNumbers + 2);
}

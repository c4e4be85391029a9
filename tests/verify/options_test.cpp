#include "verify/command/options.h"

#include <catch2/catch_amalgamated.hpp>

#include <vector>

using namespace porchlight::checking;

namespace {

std::expected<Options, std::string> parse(std::vector<std::string> words) {
    words.insert(words.begin(), "porchlight-verify");
    std::vector<char*> out;
    for (auto& word : words)
        out.push_back(word.data());
    return parse_options(out);
}

std::string complaint(const std::vector<std::string>& words) {
    const auto parsed = parse(words);
    return parsed ? "" : parsed.error();
}

}  // namespace

TEST_CASE("Options are read into their places") {
    const auto options = parse({"--trust", "t", "--manifest", "m", "--image", "p.png", "--name", "Ana", "--dob",
                                "1990-03-12", "--number", "7K3M", "--on", "2030-01-01"});
    REQUIRE(options);
    CHECK(options->trust == "t");
    CHECK(options->manifest == "m");
    CHECK(options->image == "p.png");
    CHECK(options->has_holder());
    CHECK(options->dob == "1990-03-12");
    CHECK(options->on->text() == "2030-01-01");
    CHECK(parse({"--help"})->help);
    CHECK(parse({"--ask", "--trust", "t", "--code", "-", "--manifest", "m"})->ask);
}

TEST_CASE("Each wrong use is said in a sentence") {
    CHECK(complaint({}) == "I need --trust and --manifest.");
    CHECK(complaint({"--trust", "t", "--manifest", "m"}) == "I need either --code or --image.");
    CHECK(complaint({"--trust", "t", "--manifest", "m", "--code", "c", "--image", "i"}) ==
          "I need either --code or --image.");
    CHECK(complaint({"--trust", "t", "--manifest", "m", "--code", "c", "--name", "Ana"}) ==
          "--name, --dob and --number go together: a code is bound to all three.");
    CHECK(complaint({"--trust", "t", "--manifest", "m", "--code", "c", "--ask", "--name", "A", "--dob", "d", "--number",
                     "n"}) == "--ask takes the place of --name, --dob and --number.");
    CHECK(complaint({"--trust"}) == "--trust needs a value.");
    CHECK(complaint({"--trust", "a", "--trust", "b"}) == "--trust is there twice.");
    CHECK(complaint({"--colour", "red"}) == "I do not know --colour.");
    CHECK(complaint({"--on", "tomorrow"}) == "--on takes a date, as YYYY-MM-DD.");
}

#include "custody/opening/sought.h"
#include "tests/support/vectors.h"

#include "base/encoding.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

std::vector<hash256> digests(std::size_t count) {
    std::vector<hash256> out(count);
    for (auto& digest : out)
        digest = random_array<32>();
    return out;
}

}  // namespace

TEST_CASE("A request is read back as it was written, and its digests rise, each once") {
    REQUIRE(start_crypto());
    auto named = digests(100);
    named.push_back(named[3]);
    const auto request = request_for_records(7, hash256{9}, named);
    CHECK(request.digests.size() == 100);
    const auto text = to_text(request);
    const auto again = parse_request(text).value();
    CHECK(to_text(again) == text);
    CHECK(again.digests == request.digests);
    CHECK(again.count() == 100);
    CHECK_FALSE(again.is_for_whole_export());
    CHECK(hash_of(again) == hash(as_bytes(text)));
}

TEST_CASE("Two requests for the same records are two requests") {
    const auto named = digests(1);
    CHECK(hash_of(request_for_records(7, hash256{9}, named)) != hash_of(request_for_records(7, hash256{9}, named)));
}

TEST_CASE("A request names at most ten thousand records") {
    CHECK(parse_request(to_text(request_for_records(7, hash256{9}, digests(kMaxRequestedDigests)))));
    CHECK_FALSE(parse_request(to_text(request_for_records(7, hash256{9}, digests(kMaxRequestedDigests + 1)))));
}

TEST_CASE("Requests are taken, or refused, as the vectors say") {
    for (const auto& vector : vectors("request")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto request = parse_request(as_text(input));
        CHECK(code_of(request) == vector.error());
        if (request)
            CHECK(to_hex(hash_of(*request)) == vector.text("output"));
    }
}

TEST_CASE("Sought names are taken, or refused, as the vectors say") {
    for (const auto& vector : vectors("sought")) {
        INFO(vector.file);
        const auto sought = Sought::parse(vector.hex("input"));
        CHECK(code_of(sought) == vector.error());
        if (sought)
            CHECK(to_hex(sought->commitment()) == vector.text("output"));
    }
}

TEST_CASE("A sought person is found however the name was typed, and nobody else is") {
    const auto sought = Sought::create("zoë  o'neil", "1990-03-12").value();
    CHECK(sought.is_found_in({1, "Zoë O’Neil", "1990-03-12"}));
    CHECK_FALSE(sought.is_found_in({1, "Zoë O’Neil", "1990-03-13"}));
    CHECK_FALSE(sought.is_found_in({1, "Zoe O’Neil", "1990-03-12"}));
    CHECK_FALSE(Sought::create("", "1990-03-12"));
    CHECK_FALSE(Sought::create("Zoë", "1990-02-30"));
}

TEST_CASE("The request's commitment is another each time, and nothing of the name is in it") {
    const auto one = Sought::create("Zoë O’Neil", "1990-03-12").value();
    const auto two = Sought::create("Zoë O’Neil", "1990-03-12").value();
    CHECK(one.commitment() != two.commitment());
    CHECK(Sought::parse(one.to_text().view())->commitment() == one.commitment());
    auto request = request_for_export(7, hash256{9}, hash256{8}, 3);
    request.sought = one.commitment();
    const auto text = to_text(request);
    CHECK(text.find("Zo") == std::string::npos);
    CHECK(text.find("1990") == std::string::npos);
    CHECK(parse_request(text)->sought == one.commitment());
}

#include "base/encoding.h"
#include "base/json.h"
#include "protocol/statements/statement_check.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::protocol;
using namespace porchlight::tests;

namespace {

class Ceremony {
public:
    explicit Ceremony(std::size_t custodians) {
        for (std::size_t i = 0; i < custodians; ++i)
            keys.push_back(signing_key::generate());
    }
    json object() const {
        json list = json::array();
        for (const auto& key : keys)
            list.push_back({{"name", "Ana"}, {"authority", "Clerk"}, {"key", to_hex(key.public_half)}});
        return {{"v", 1},
                {"kind", "sharing"},
                {"city", "Lakehaven"},
                {"epoch", 7},
                {"sharing", 1},
                {"previous", std::string(64, '0')},
                {"end", "2027-12-31"},
                {"destroy", "2034-01-01"},
                {"k", 2},
                {"custodians", list},
                {"contributions", std::string(64, '0')},
                {"commitments", json::array()}};
    }
    std::string text(const json& of) const {
        const auto line = of.dump() + "\n";
        auto out = line;
        for (std::size_t i = 0; i < keys.size(); ++i)
            out += "signature " + std::to_string(i + 1) + " " +
                   to_hex(sign(keys[i], "porchlight sharing v1", as_bytes(line))) + "\n";
        return out;
    }
    Trust trust(std::size_t threshold) const {
        Trust out{"Lakehaven", {threshold, {}}, {1, {keys[0].public_half}}};
        for (std::size_t i = 0; i < threshold; ++i)
            out.custodians.keys.push_back(keys[i].public_half);
        return out;
    }

    std::vector<signing_key> keys;
};

}  // namespace

TEST_CASE("A transcript says who holds the shares, and its hash names the sharing") {
    const Ceremony ceremony(3);
    const auto text = ceremony.text(ceremony.object());
    const auto read = open_transcript(text, ceremony.trust(2));
    REQUIRE(read);
    CHECK(read->sharing.id == hash(as_bytes(text.substr(0, text.find('\n') + 1))));
    CHECK(read->sharing.threshold == 2);
    CHECK(read->sharing.to_destroy() == 2);
    CHECK(read->sharing.custodians[2] == ceremony.keys[2].public_half);
    CHECK(read->destroy == date::parse("2034-01-01"));
}

TEST_CASE("A transcript that is not signed by all, or of other custodians or another city, is refused") {
    const Ceremony ceremony(3);
    const auto good = ceremony.text(ceremony.object());
    CHECK(code_of(open_transcript(good, Ceremony(3).trust(2))) == "signature");
    auto elsewhere = ceremony.object();
    elsewhere["city"] = "Elsewhere";
    CHECK(code_of(open_transcript(ceremony.text(elsewhere), ceremony.trust(2))) == "city");
    CHECK(code_of(read_transcript(good.substr(0, good.size() - 142))) == "malformed");
    auto changed = good;
    changed.replace(changed.find("\"k\":2"), 5, "\"k\":1");
    CHECK(code_of(read_transcript(changed)) == "signature");
    CHECK(code_of(read_transcript(good + "\n")) == "malformed");
    auto twice = ceremony.object();
    twice["custodians"][1] = twice["custodians"][0];
    CHECK(code_of(read_transcript(ceremony.text(twice))) == "malformed");
    auto too_high = ceremony.object();
    too_high["k"] = 4;
    CHECK(code_of(read_transcript(ceremony.text(too_high))) == "malformed");
    CHECK(code_of(read_transcript("{}")) == "malformed");
}

// Every applicant's name on the card is dot for dot what its own font draws, and no box stands for a letter.
#include "tests/bridge/printed_name.h"
#include "tests/bridge/drawn_card.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

const CardTemplate& card_template() {
    static const CardTemplate one = std::move(*load_template("assets/card", "lakehaven"));
    return one;
}

// The list that the browser tests take through the whole flow.
std::vector<std::string> applicants() {
    std::ifstream in("tests/support/applicants.json");
    std::vector<std::string> out;
    for (const auto& applicant : json::parse(in))
        out.push_back(*record::canonical_name(applicant.at("name").get<std::string>()));
    return out;
}

// A printed name's family; empty unless every dot of it is as that family draws it.
std::string family_of(const Raster& front, const std::string& name) {
    const auto found = find_name(front, card_template(), name);
    return found.is_shown() ? found.face.family : "";
}

}  // namespace

TEST_CASE("every applicant's name is drawn letter for letter by one font that has all its glyphs") {
    REQUIRE(start_crypto());
    const auto names = applicants();
    REQUIRE(names.size() >= 12);
    std::map<std::string, int> families;
    for (std::size_t i = 0; i < names.size(); ++i) {
        INFO(names[i]);
        const Drawn drawn(names[i]);
        REQUIRE(drawn.faces);
        const auto family = family_of(drawn.faces->front, names[i]);
        CHECK_FALSE(family.empty());
        ++families[family];
        // Whose card it is not: the next applicant's.
        CHECK(family_of(drawn.faces->front, names[(i + 1) % names.size()]).empty());
    }
    for (const auto& family : card_template().families)
        CHECK(families[family] > 0);
}

TEST_CASE("a name with a box for a letter, a letter less, or no name at all is found out") {
    REQUIRE(start_crypto());
    const std::string han = "Noto Sans CJK SC";
    CHECK(family_of(forged_front(card_template(), "王㛃淼", han), "王㛃淼") == han);
    CHECK(family_of(forged_front(card_template(), "王\U0010FFFD淼", han), "王㛃淼").empty());
    CHECK(family_of(forged_front(card_template(), "王淼", han), "王㛃淼").empty());
    CHECK(family_of(forged_front(card_template(), "", han), "王㛃淼").empty());
    // No font of the template has it, so no reference claims to be complete.
    CHECK_FALSE(find_name(forged_front(card_template(), "A\U0010FFFD", han), card_template(), "A\U0010FFFD")
                    .face.has_every_glyph);
}

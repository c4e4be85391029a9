#include "protocol/documents.h"
#include "protocol/manifest.h"
#include "protocol/signed_document.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace porchlight;
using namespace porchlight::protocol;
using namespace porchlight::tests;

namespace {

json programme_of(const Vector& vector) {
    const auto input = vector.hex("input");
    return json::parse(parse_document(as_text(input)).value().payload).at("programme");
}

Programme guidance() {
    for (const auto& vector : vectors("manifest"))
        if (vector.file == "ok-guidance.json")
            return read_programme(programme_of(vector)).value();
    throw std::runtime_error("no guidance");
}

std::vector<json> programmes_of_assets() {
    std::vector<json> out;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(std::getenv("PORCHLIGHT_ROOT")) + "/assets/programs")) {
        std::ifstream in(entry.path());
        out.push_back(json::parse(std::string(std::istreambuf_iterator<char>(in), {})));
    }
    return out;
}

}  // namespace

TEST_CASE("What is wrong with a programme is said with its place") {
    std::size_t said = 0;
    for (const auto& vector : vectors("manifest")) {
        if (!vector.fields.contains("says"))
            continue;
        INFO(vector.file);
        const auto read = read_programme(programme_of(vector));
        REQUIRE_FALSE(read);
        CHECK(read.error().place + " " + read.error().says == vector.text("says"));
        ++said;
    }
    CHECK(said >= 34);
}

TEST_CASE("The programmes that come with Porchlight are without fault, one by rules and one by points") {
    std::set<AskKind> kinds;
    for (const auto& programme : programmes_of_assets()) {
        const auto read = read_programme(programme);
        INFO(programme.at("city") << (read ? "" : read.error().place + " " + read.error().says));
        REQUIRE(read);
        kinds.insert(read->documents.ask.kind);
        CHECK_FALSE(read->documents.needs.empty());
        for (const auto& card_class : read->classes)
            CHECK(std::ranges::any_of(read->documents.needs,
                                      [&](const Need& need) { return is_needed(need, card_class.id); }));
        for (const auto& language : read->languages) {
            CHECK_FALSE(text_in(read->appeal, language).empty());
            CHECK_FALSE(text_in(read->promise, language).empty());
        }
    }
    CHECK(kinds.size() == 2);
}

TEST_CASE("A programme says what is asked, what proves it, and how else it is met") {
    const auto read = guidance();
    const auto& documents = read.documents;
    CHECK(documents.ask.kind == AskKind::kPoints);
    CHECK((documents.ask.points == 4 && documents.ask.identity == 3 && documents.ask.residency == 1));
    REQUIRE(documents.papers.size() == 3);
    // A paper with an address counts for both kinds, and no point twice.
    CHECK((documents.papers[1].identity() == 3 && documents.papers[1].residency == 1));
    CHECK((documents.papers[2].identity() == 0 && documents.papers[2].residency == 1));
    CHECK(documents.papers[0].proves == std::vector<std::string>{"photo", "birth"});
    CHECK(documents.ways.at(0).need == "residency");
    CHECK(is_needed(documents.needs[0], "senior"));
    CHECK(is_needed(documents.needs[1], "adult"));
    CHECK_FALSE(is_needed(documents.needs[1], "senior"));
    CHECK(read.paths.size() == 3);
    CHECK(read.paths.at(ApplicationPath::kRenewal).days_after == 180);
    CHECK(read.paths.at(ApplicationPath::kNew).bring.is_null());
    CHECK(read.caretaker_classes == std::vector<std::string>{"adult"});
    CHECK(text_in(read.card.services.at(0).shares, "es") == "A number (es)");
    CHECK(text_in(read.card.markers.at(0).label, "en") == "I am a veteran");
}

TEST_CASE("A programme that says nothing of papers asks for none, and takes new applications in English") {
    const auto read =
        read_programme(json::parse(R"({"classes":[{"id":"a","min_age":0,"max_age":9,"validity_years":null}]})"));
    REQUIRE(read);
    CHECK(read->documents.needs.empty());
    CHECK(read->paths.size() == 1);
    CHECK(read->paths.contains(ApplicationPath::kNew));
    CHECK(read->languages == std::vector<std::string>{"en"});
}

TEST_CASE("Missing needs are a bit each, by their places") {
    const auto documents = guidance().documents;
    const std::vector<std::string> two{"residency", "photo"};
    const auto bits = bits_of_needs(documents, two);
    REQUIRE(bits == std::uint8_t{0b101});
    CHECK(missing_needs(documents, *bits) == std::vector<std::string>{"photo", "residency"});
    CHECK(missing_needs(documents, 0b1111'1000).empty());
    CHECK(bits_of_needs(documents, {}) == std::uint8_t{0});
    CHECK_FALSE(bits_of_needs(documents, std::vector<std::string>{"phoot"}));
    CHECK_FALSE(bits_of_needs(documents, std::vector<std::string>{"photo", "photo"}));
}

TEST_CASE("A text is told in the language that is asked for, else in English") {
    const auto texts = json::parse(R"({"en":"Hello","es":"Hola"})");
    CHECK(text_in(texts, "es") == "Hola");
    CHECK(text_in(texts, "pl") == "Hello");
    CHECK(text_in(json::parse(R"({"es":"Hola"})"), "pl") == "Hola");
    CHECK(text_in(nullptr, "en").empty());
    CHECK(text_in(json::parse(R"({"en":7})"), "en").empty());
}

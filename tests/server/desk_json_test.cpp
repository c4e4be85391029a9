// What the desk may send back, and what it reads of a programme.
#include "server/http/desk_json.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;

TEST_CASE("what the programme does not print is not sent back, and each field for its own reasons alone", "[server]") {
    const auto request = [](const char* field, const char* reason) {
        return json{{"request", std::string(32, '0')}, {"field", field}, {"reason", reason}}.dump();
    };
    protocol::CardRules rules;
    rules.fields = {"emergency"};
    CHECK(read_correct(request("name", "differs"), rules));
    CHECK(read_correct(request("emergency", "spelling"), rules));
    CHECK_FALSE(read_correct(request("emergency", "differs"), rules));
    CHECK_FALSE(read_correct(request("gender", "spelling"), rules));
    CHECK_FALSE(read_correct(request("note", "unreadable"), rules));
    CHECK_FALSE(read_correct(request("birth_date", "spelling"), rules));
    CHECK_FALSE(read_correct(request("name", "photo_rule"), rules));
    rules.fields = {"gender", "note"};
    CHECK(read_correct(request("gender", "spelling"), rules));
    CHECK_FALSE(read_correct(request("gender", "differs"), rules));
    CHECK_FALSE(read_correct(request("emergency", "spelling"), rules));
}

TEST_CASE("the desk reads a programme by points", "[server]") {
    const auto texts = [](const char* text) { return json{{"es", text}}; };
    auto settings = std::make_shared<Settings>();
    const protocol::Epoch epoch{1, {}, *date::parse("2027-01-01"), *date::parse("2034-01-01")};
    settings->manifest = protocol::Manifest{{}, "City of Lakehaven", 1, 1, {}, epoch, {}, {}};
    auto& programme = *settings->manifest;
    programme.languages = {"es", "en"};
    programme.documents.ask = {protocol::AskKind::kPoints, 4, 3, 1};
    programme.documents.papers = {
        {"state-id", protocol::PaperKind::kIdentity, {"photo"}, 4, 1, texts("Identificación")},
        {"letter", protocol::PaperKind::kOther, {}, 1, 0, texts("Carta")}};
    const auto told = json::parse(write_documents(*settings));
    CHECK(told["language"] == "es");
    CHECK(told["ask"] == json{{"kind", "points"}, {"points", 4}, {"identity", 3}, {"residency", 1}});
    CHECK(told["papers"][0] == json{{"kind", "identity"},
                                    {"proves", json::array({"photo"})},
                                    {"points", 4},
                                    {"residency", 1},
                                    {"text", "Identificación"}});
    CHECK(told["papers"][1]["proves"] == json::array());
    CHECK(told["fields"].size() == 4);
    CHECK(json::parse(write_documents(Settings{}))["papers"] == json::array());
}

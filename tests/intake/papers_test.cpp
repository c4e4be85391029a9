// The document helper: what is missing, by rules and by points, and what else would do.
#include "intake/flow/papers.h"
#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

#include <algorithm>
#include <initializer_list>

using namespace porchlight;
using namespace porchlight::intake;
using tests::Kiosk;

namespace {

protocol::Documents documents(const char* ask = R"({"kind": "rules"})") {
    auto programme = tests::full_programme();
    programme["documents"]["ask"] = json::parse(ask);
    return protocol::parse_manifest(tests::manifest_payload(Kiosk::kEpochKey, programme)).value().documents;
}

std::uint64_t ticked(const protocol::Documents& documents, std::initializer_list<std::string_view> ids) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < documents.papers.size(); ++i)
        for (const auto id : ids)
            if (documents.papers[i].id == id)
                out |= std::uint64_t{1} << i;
    return out;
}

std::vector<std::string> missing(const Checklist& checklist) {
    std::vector<std::string> out;
    for (const auto& state : checklist.needs)
        if (!state.is_met)
            out.push_back(state.need->id);
    return out;
}

using Ids = std::vector<std::string>;

// From welcome to the checklist.
void tick(Kiosk& kiosk, std::initializer_list<std::string_view> papers) {
    kiosk.go_to_first();
    kiosk.press("continue");
    kiosk.press("age-adult");
    kiosk.press("continue");
    for (const auto paper : papers)
        kiosk.press(paper);
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kChecklist);
}

// Without what is another in each request: the sealed record and the card number.
bytes masked(bytes request) {
    const auto read = protocol::read_card_request(request);
    REQUIRE(read);
    const auto number = as_text(request).find(read->content.number);
    REQUIRE(number != std::string_view::npos);
    std::fill_n(request.begin() + static_cast<std::ptrdiff_t>(number), read->content.number.size(), std::uint8_t{'0'});
    std::fill_n(request.begin() + protocol::kSealedAt, envelope::kEnvelopeBytes, std::uint8_t{0});
    return request;
}

}  // namespace

TEST_CASE("By rules a need is met by a paper that proves it, and one paper may prove several") {
    const auto rules = documents();
    CHECK(missing(check_papers(rules, "adult", 0)) == Ids{"photo", "birth", "residency"});
    CHECK(missing(check_papers(rules, "adult", ticked(rules, {"passport"}))) == Ids{"residency"});
    CHECK(missing(check_papers(rules, "adult", ticked(rules, {"birth-certificate", "lease"}))) == Ids{"photo"});
    CHECK(check_papers(rules, "adult", ticked(rules, {"passport", "lease"})).is_complete());
    CHECK_FALSE(check_papers(rules, "adult", ticked(rules, {"tie", "lease"})).is_complete());
}

TEST_CASE("A class is asked for its own needs, and nobody of whom it is not known for those of some") {
    const auto rules = documents();
    CHECK(missing(check_papers(rules, "child", 0)) == Ids{"birth", "residency"});
    CHECK(missing(check_papers(rules, "", 0)) == Ids{"birth", "residency"});
}

TEST_CASE("What is missing comes with the papers and the ways that would do") {
    const auto rules = documents();
    const auto checklist = check_papers(rules, "adult", ticked(rules, {"passport"}));
    const auto& residency = checklist.needs.back();
    REQUIRE(residency.papers.size() == 1);
    CHECK(residency.papers[0]->id == "lease");
    REQUIRE(residency.ways.size() == 1);
    CHECK(residency.ways[0]->id == "care-of");
}

TEST_CASE("By points the papers together must have enough of each kind, and the needs must be met too") {
    const auto rules = documents(R"({"kind": "points", "points": 4, "identity": 3, "residency": 1})");
    const auto check = [&](std::initializer_list<std::string_view> ids) {
        return check_papers(rules, "adult", ticked(rules, ids));
    };
    CHECK(check({"passport", "lease"}).is_complete());
    CHECK_FALSE(check({"passport"}).is_complete());
    CHECK_FALSE(check({"passport", "birth-certificate"}).is_complete());  // five points, none of residency
    const auto short_of = check({"birth-certificate", "lease"});
    CHECK_FALSE(short_of.is_complete());
    CHECK(short_of.points->have == 3);
    CHECK(short_of.points->needed == 4);
    CHECK(short_of.identity->have == 2);
    CHECK(short_of.residency->is_met());
    CHECK_FALSE(check_papers(documents(), "adult", 0).points);
}

TEST_CASE("The helper can be skipped from each of its screens, and back leads to its first one") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_first();
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kAge);
    const bool on_papers = GENERATE(false, true);
    if (on_papers) {
        kiosk.press("age-adult");
        kiosk.press("continue");
        REQUIRE(kiosk.step() == Step::kPapers);
    }
    kiosk.press("papers-skip");
    CHECK(kiosk.step() == Step::kName);
    kiosk.press("back");
    CHECK(kiosk.step() == Step::kAge);
}

TEST_CASE("The helper goes from an age over papers to a checklist, and back keeps every tick") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_first();
    kiosk.press("continue");
    kiosk.press("continue");
    REQUIRE(kiosk.flow.state().problem);
    CHECK(kiosk.flow.state().problem->message == Message::error_age_missing);
    kiosk.press("age-teen");
    CHECK_FALSE(kiosk.flow.state().problem);
    kiosk.press("continue");
    kiosk.press("paper-passport");
    kiosk.press("paper-lease");
    kiosk.press("paper-lease");
    kiosk.press("paper-nonsense");
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kChecklist);
    kiosk.press("take-along");
    CHECK(kiosk.step() == Step::kTakeAlong);
    kiosk.press("back");
    CHECK(kiosk.step() == Step::kChecklist);
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kName);
    for (const auto step : {Step::kChecklist, Step::kPapers, Step::kAge, Step::kPath, Step::kKept, Step::kWelcome}) {
        kiosk.press("back");
        CHECK(kiosk.step() == step);
    }
    CHECK(kiosk.flow.draft().choices().papers == 1);
}

TEST_CASE("promise_5: A visit that ends with the list erases what was ticked") {
    Kiosk kiosk(tests::full_programme());
    tick(kiosk, {"paper-passport"});
    kiosk.press("take-along");
    kiosk.press("finish");
    CHECK(kiosk.step() == Step::kGone);
    CHECK(kiosk.outside.leaves == 1);
    CHECK(kiosk.flow.draft().is_empty());
}

TEST_CASE("promise_1: Requests of two applicants who differ in what they ticked differ in nothing of it") {
    const auto request_of = [](std::initializer_list<std::string_view> papers) {
        Kiosk kiosk(tests::full_programme());
        tick(kiosk, papers);
        kiosk.press("continue");
        kiosk.go_to_photo();
        kiosk.take_photo();
        kiosk.press("continue");
        kiosk.press("ready");
        REQUIRE(kiosk.outside.requests.size() == 1);
        return masked(kiosk.outside.requests[0]);
    };
    CHECK(request_of({"paper-passport", "paper-lease"}) == request_of({"paper-birth-certificate"}));
}

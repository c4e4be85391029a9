// Paths, classes and what is chosen for the card: which steps there are, what goes to the bridge, and what is wiped.
#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::intake;
using protocol::ApplicationPath;
using tests::Kiosk;

namespace {

protocol::CardContent content(const Kiosk& kiosk) {
    REQUIRE_FALSE(kiosk.outside.requests.empty());
    return protocol::read_card_request(kiosk.outside.requests.back()).value().content;
}

using Ids = std::vector<std::string>;
using Steps = std::vector<Step>;

}  // namespace

TEST_CASE("The steps of a way follow from programme and class, and each is counted once") {
    using enum Step;
    Kiosk full(tests::full_programme());
    CHECK(full.flow.way() == Steps{kWelcome, kKept, kPath, kAge, kPapers, kChecklist, kName, kBirthDate, kGender,
                                   kExtras, kServices, kPhoto, kReview});
    full.type_date("2020", "1", "1");
    CHECK(full.flow.way() == Steps{kWelcome, kKept, kPath, kAge, kPapers, kChecklist, kName, kBirthDate, kCaretaker,
                                   kEmergency, kGender, kExtras, kServices, kPhoto, kReview});
    const auto way = full.flow.way();
    CHECK(count_of(way, kKept).number == 0);
    CHECK(count_of(way, kPath).number == 1);
    for (const auto helper : {kAge, kPapers, kChecklist, kTakeAlong})
        CHECK(count_of(way, helper).number == 2);
    CHECK(count_of(way, kBirthDate).number == 4);
    CHECK(count_of(way, kReview).number == 11);
    CHECK(count_of(way, kApproval).number == 12);
    CHECK(count_of(way, kDone).number == 13);
    CHECK(count_of(way, kDone).total == 13);
    Kiosk plain;
    CHECK(plain.flow.way() == Steps{kWelcome, kKept, kName, kBirthDate, kGender, kPhoto, kReview});
    CHECK(count_of(plain.flow.way(), kName).number == 1);
    CHECK(count_of(plain.flow.way(), kName).total == 7);
}

TEST_CASE("Each class goes its way to the review and back, and nothing is lost") {
    const auto* born = GENERATE("2020-01-01", "2010-01-01", "1990-03-12", "1950-06-30");
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review("Ana Núñez", born);
    REQUIRE(kiosk.step() == Step::kReview);
    const auto way = kiosk.flow.way();
    const bool is_child = std::string_view(born) == "2020-01-01";
    CHECK((std::ranges::find(way, Step::kCaretaker) != way.end()) == is_child);
    kiosk.press("back");
    while (kiosk.step() != Step::kWelcome)
        kiosk.press("back");
    const auto& draft = kiosk.flow.draft();
    CHECK(draft.text(Field::kName) == "Ana Núñez");
    CHECK(draft.text(Field::kYear) == std::string_view(born).substr(0, 4));
    CHECK(draft.text(Field::kEmergency) == (is_child ? "Luz 555 0101" : ""));
    CHECK_FALSE(draft.photo().empty());
    kiosk.go_to_name();
    while (kiosk.step() != Step::kReview)
        kiosk.press("continue");
    kiosk.press("ready");
    CHECK(content(kiosk).dob == born);
}

TEST_CASE("An age for which no card is made is said at the date, and can be mended there") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_name();
    kiosk.go_past_date("Ana", "2026-01-01");
    CHECK(kiosk.step() == Step::kBirthDate);
    CHECK(kiosk.flow.state().problem->message == Message::error_no_class);
    kiosk.type_date("2016", "1", "1");
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kCaretaker);
}

TEST_CASE("What is applied for goes with the card request") {
    const auto [id, path] = GENERATE(table<std::string, ApplicationPath>({
        {"path-new", ApplicationPath::kNew},
        {"path-renewal", ApplicationPath::kRenewal},
        {"path-replacement", ApplicationPath::kReplacement},
        {"path-correction", ApplicationPath::kCorrection},
    }));
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_first();
    kiosk.press("path-nonsense");
    kiosk.press(id);
    kiosk.press("continue");
    kiosk.press("papers-skip");
    kiosk.go_to_photo();
    kiosk.take_photo();
    kiosk.press("continue");
    kiosk.press("ready");
    CHECK(content(kiosk).path == path);
}

TEST_CASE("A programme that offers one path asks for none, and takes that one") {
    auto programme = tests::full_programme();
    programme["paths"] = {{"replacement", json::object()}};
    Kiosk kiosk(programme);
    kiosk.go_to_review();
    REQUIRE(kiosk.step() == Step::kReview);
    kiosk.press("change-path");
    CHECK(kiosk.step() == Step::kReview);
    kiosk.press("ready");
    CHECK(content(kiosk).path == ApplicationPath::kReplacement);
}

TEST_CASE("A child's card needs a caretaker who is there, and somebody to call") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_name();
    kiosk.go_past_date("Ana", "2020-01-01");
    REQUIRE(kiosk.step() == Step::kCaretaker);
    kiosk.press("continue");
    CHECK(kiosk.flow.state().problem->message == Message::error_caretaker_unsaid);
    kiosk.press("caretaker-not-yet");
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kCaretaker);
    CHECK(kiosk.flow.state().problem->message == Message::error_caretaker_missing);
    kiosk.press("caretaker-here");
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kEmergency);
    kiosk.press("continue");
    CHECK(kiosk.flow.state().problem->message == Message::error_emergency_empty);
    kiosk.flow.type(Field::kEmergency, std::string(97, 'x'));
    kiosk.press("continue");
    CHECK(kiosk.flow.state().problem->message == Message::error_field_long);
    kiosk.flow.type(Field::kEmergency, "  Luz  555 0101 ");
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kGender);
}

TEST_CASE("A date that is changed at the review to a child's asks for the caretaker before it goes on") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review();
    kiosk.press("change-date");
    kiosk.type_date("2020", "1", "1");
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kCaretaker);
    SECTION("the answers are given") {
        kiosk.press("caretaker-here");
        kiosk.press("continue");
        REQUIRE(kiosk.step() == Step::kEmergency);
        kiosk.flow.type(Field::kEmergency, "Luz 555 0101");
        kiosk.press("continue");
        CHECK(kiosk.step() == Step::kReview);
        kiosk.press("ready");
        CHECK(content(kiosk).emergency == "Luz 555 0101");
    }
    SECTION("back to the review does not get around them") {
        kiosk.press("back");
        CHECK(kiosk.step() == Step::kReview);
        kiosk.press("ready");
        CHECK(kiosk.step() == Step::kCaretaker);
        CHECK(kiosk.outside.requests.empty());
    }
}

TEST_CASE("What is ticked is printed, and what is not is not, whatever was typed") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review();
    kiosk.press("change-extras");
    kiosk.press("marker-donor");
    kiosk.press("marker-veteran");
    kiosk.press("marker-veteran");
    kiosk.press("extra-note");
    kiosk.press("continue");
    CHECK(kiosk.flow.state().problem->message == Message::error_note_empty);
    CHECK(kiosk.flow.state().problem->field == Field::kNote);
    kiosk.flow.type(Field::kNote, "Penicillin");
    kiosk.press("extra-emergency");
    kiosk.flow.type(Field::kEmergency, "Luz");
    kiosk.press("extra-emergency");
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kReview);
    kiosk.press("ready");
    CHECK(content(kiosk).markers == Ids{"donor"});
    CHECK(content(kiosk).note == "Penicillin");
    CHECK(content(kiosk).emergency.empty());
    CHECK(kiosk.flow.draft().text(Field::kEmergency) == "Luz");
}

TEST_CASE("Services are on the card unless they are taken off, and one that every card has stays") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review();
    kiosk.press("ready");
    CHECK(content(kiosk).services == Ids{"library", "transit"});
    kiosk.flow.issuance_answered(503, R"({"error":"server_gone"})");
    kiosk.press("check-answers");
    kiosk.press("change-services");
    kiosk.press("service-transit");
    kiosk.press("service-library");
    kiosk.press("continue");
    kiosk.press("ready");
    CHECK(content(kiosk).services == Ids{"library"});
}

TEST_CASE("Each choice for the card makes another card") {
    const auto [change, button] = GENERATE(table<std::string, std::string>({
        {"change-path", "path-renewal"},
        {"change-extras", "marker-donor"},
        {"change-services", "service-transit"},
        {"change-gender", "gender-x"},
    }));
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.flow.issuance_answered(503, R"({"error":"server_gone"})");
    kiosk.press("check-answers");
    kiosk.press(change);
    kiosk.press(button);
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kReview);
    kiosk.press("ready");
    REQUIRE(kiosk.outside.requests.size() == 2);
    const auto first = protocol::read_card_request(kiosk.outside.requests[0]);
    CHECK(first->content.number != content(kiosk).number);
}

TEST_CASE("A language of the first screen begins in that language") {
    Kiosk kiosk(tests::full_programme());
    kiosk.press("start-es");
    CHECK(kiosk.step() == Step::kKept);
    CHECK(kLanguages[kiosk.flow.state().language].tag == "es");
    kiosk.press("start-en");
    CHECK(kLanguages[kiosk.flow.state().language].tag == "es");
}

TEST_CASE("Another programme takes back what was chosen of the one before, and keeps what was typed") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review();
    kiosk.press("change-extras");
    kiosk.press("marker-donor");
    auto programme = tests::full_programme();
    programme["markers"].erase(programme["markers"].begin());
    kiosk.flow.manifest_came(tests::manifest_payload(Kiosk::kEpochKey, programme));
    CHECK(kiosk.flow.draft().choices() == Choices());
    CHECK(kiosk.flow.draft().text(Field::kName) == "Ana Núñez");
}

TEST_CASE("promise_5: Leaving wipes every choice") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review("Ana Núñez", "2020-01-01");
    kiosk.press("change-extras");
    kiosk.press("marker-donor");
    kiosk.press("extra-note");
    kiosk.flow.type(Field::kNote, "Penicillin");
    kiosk.press("leave");
    kiosk.press("leave-confirm");
    CHECK(kiosk.step() == Step::kGone);
    CHECK(kiosk.flow.draft().is_empty());
    CHECK(kiosk.flow.draft().choices() == Choices());
    CHECK(kiosk.flow.preview().empty());
}

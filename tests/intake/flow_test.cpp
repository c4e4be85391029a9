#include "intake/flow/say.h"
#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

#include <utility>

using namespace porchlight;
using namespace porchlight::intake;
using tests::Kiosk;

TEST_CASE("An applicant goes from welcome to review in eight presses") {
    Kiosk kiosk;
    kiosk.go_to_review();
    CHECK(kiosk.step() == Step::kReview);
    CHECK_FALSE(kiosk.flow.state().problem);
    CHECK_FALSE(kiosk.outside.is_camera_on);
}

TEST_CASE("Nobody answers a kiosk that has no programme; when it comes, the step that was asked for is there") {
    tests::MemoryOutside outside;
    Flow flow(outside, *date::from_ymd(2026, 11, 23), 0);
    flow.activate("start");
    flow.activate("continue");
    CHECK(flow.state().step == Step::kKept);
    REQUIRE(flow.state().problem);
    CHECK(flow.state().problem->message == Message::error_no_manifest);
    CHECK(outside.manifests == 2);
    flow.bridge_lost();
    flow.activate("continue");
    CHECK(flow.state().problem->message == Message::error_bridge_gone);
    flow.manifest_came(tests::manifest_payload(Kiosk::kEpochKey));
    CHECK(flow.state().step == Step::kName);
    CHECK_FALSE(flow.state().problem);
}

TEST_CASE("Going back loses nothing that was typed") {
    Kiosk kiosk;
    kiosk.go_to_review();
    for (const auto step : {Step::kPhoto, Step::kGender, Step::kBirthDate, Step::kName, Step::kKept, Step::kWelcome}) {
        kiosk.press("back");
        CHECK(kiosk.step() == step);
    }
    CHECK(kiosk.flow.draft().text(Field::kName) == "Ana Núñez");
    CHECK(kiosk.flow.draft().text(Field::kYear) == "1990");
    CHECK_FALSE(kiosk.flow.draft().photo().empty());
}

TEST_CASE("A name that cannot be taken is explained and kept") {
    const auto [typed, message] = GENERATE(table<std::string, Message>({
        {"", Message::error_name_empty},
        {"   ", Message::error_name_empty},
        {"123", Message::error_name_no_letter},
        {"Ana\u202eNúñez", Message::error_name_forbidden},
        {"Ana\xff", Message::error_name_not_utf8},
        {std::string(101, 'a'), Message::error_name_too_long},
    }));
    Kiosk kiosk;
    kiosk.go_to_name();
    kiosk.flow.type(Field::kName, typed);
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kName);
    REQUIRE(kiosk.flow.state().problem);
    CHECK(kiosk.flow.state().problem->message == message);
    CHECK(kiosk.flow.state().problem->field == Field::kName);
    CHECK(kiosk.flow.state().focus.id == "error");
    CHECK(kiosk.flow.draft().text(Field::kName) == typed);
}

TEST_CASE("A date that cannot be taken is explained at the part it is about") {
    struct Case {
        std::string year, month, day;
        Message message;
        Field field;
    };
    const auto at = GENERATE(Case{"1990", "", "12", Message::error_date_missing, Field::kMonth},
                             Case{"1990", "2", "30", Message::error_date_not_real, Field::kDay},
                             Case{"2027", "1", "1", Message::error_date_in_future, Field::kYear},
                             Case{"1890", "1", "1", Message::error_date_too_long_ago, Field::kYear},
                             Case{"1990", "March", "1", Message::error_date_malformed, Field::kMonth},
                             Case{"1900", "1", "1", Message::error_no_class, Field::kYear});
    Kiosk kiosk;
    kiosk.go_to_name();
    kiosk.flow.type(Field::kName, "Ana");
    kiosk.press("continue");
    kiosk.type_date(at.year, at.month, at.day);
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kBirthDate);
    REQUIRE(kiosk.flow.state().problem);
    CHECK(kiosk.flow.state().problem->message == at.message);
    CHECK(kiosk.flow.state().problem->field == at.field);
    CHECK(kiosk.flow.draft().text(Field::kYear) == at.year);
}

TEST_CASE("A camera that is refused, missing or stopped is explained, and can be tried again") {
    const auto [state, message] = GENERATE(table<CameraState, Message>({
        {CameraState::kRefused, Message::error_camera_refused},
        {CameraState::kMissing, Message::error_camera_missing},
        {CameraState::kStopped, Message::error_camera_stopped},
    }));
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("change-photo");
    kiosk.press("photo-again");
    kiosk.flow.camera_changed(state);
    REQUIRE(kiosk.flow.state().problem);
    CHECK(kiosk.flow.state().problem->message == message);
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kPhoto);
    kiosk.press("camera-again");
    CHECK(kiosk.outside.is_camera_on);
    kiosk.take_photo();
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kReview);
}

TEST_CASE("A live picture is not a photo until it is taken") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("change-photo");
    kiosk.press("photo-again");
    kiosk.flow.camera_frame(tests::grey_photo());
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kPhoto);
    CHECK(kiosk.flow.state().problem->message == Message::error_photo_missing);
}

TEST_CASE("An own word for gender is asked for when it is chosen") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("change-gender");
    kiosk.press("gender-own");
    kiosk.press("continue");
    CHECK(kiosk.flow.state().problem->message == Message::error_gender_empty);
    kiosk.flow.type(Field::kOwnGender, std::string(25, 'x'));
    kiosk.press("continue");
    CHECK(kiosk.flow.state().problem->message == Message::error_gender_long);
    kiosk.flow.type(Field::kOwnGender, "Two-Spirit");
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kReview);
    CHECK(kiosk.flow.draft().printed_gender() == "Two-Spirit");
}

TEST_CASE("The language changes at any step, to any other, and what was typed stays") {
    Kiosk kiosk;
    const auto through_all = [&](Step step) {
        for (std::size_t i = 0; i < kLanguageCount; ++i) {
            const std::string name(kiosk.flow.draft().text(Field::kName)), year(kiosk.flow.draft().text(Field::kYear));
            kiosk.press("language");
            kiosk.press("language-" + std::string(kLanguages[i].tag));
            CHECK(kiosk.flow.state().language == i);
            CHECK(kiosk.step() == step);
            CHECK(kiosk.flow.draft().text(Field::kName) == name);
            CHECK(kiosk.flow.draft().text(Field::kYear) == year);
            CHECK(kiosk.flow.state().focus.id == "language");
        }
    };
    through_all(Step::kWelcome);
    kiosk.go_to_name();
    kiosk.flow.type(Field::kName, "محمد Núñez");
    through_all(Step::kName);
    kiosk.press("continue");
    kiosk.flow.type(Field::kDay, "12");
    kiosk.flow.type(Field::kMonth, "3");
    kiosk.flow.type(Field::kYear, "1990");
    through_all(Step::kBirthDate);
    kiosk.press("continue");
    kiosk.press("gender-x");
    through_all(Step::kGender);
    CHECK(kiosk.flow.draft().printed_gender() == "X");
    kiosk.press("continue");
    through_all(Step::kPhoto);
}

TEST_CASE("A date may be typed in the digits of another keyboard") {
    for (const auto* year : {"1990", "١٩٩٠", "۱۹۹۰", "１９９０"}) {
        Kiosk kiosk;
        kiosk.go_to_name();
        kiosk.flow.type(Field::kName, "Ana");
        kiosk.press("continue");
        kiosk.flow.type(Field::kDay, "١٢");
        kiosk.flow.type(Field::kMonth, "３");
        kiosk.flow.type(Field::kYear, year);
        kiosk.press("continue");
        CHECK(kiosk.step() == Step::kGender);
        CHECK(kiosk.flow.draft().text(Field::kYear) == year);
    }
}

TEST_CASE("A control that the screen does not have does nothing") {
    Kiosk kiosk;
    for (const auto* id : {"continue", "ready", "done", "leave-confirm", "size-200", "", "nonsense"})
        kiosk.press(id);
    CHECK(kiosk.step() == Step::kWelcome);
    CHECK(kiosk.outside.leaves == 0);
    CHECK(kiosk.outside.requests.empty());
}

TEST_CASE("promise_5: Leave, Done and walking away each wipe the draft before the page leaves") {
    Kiosk kiosk;
    kiosk.go_to_review();
    SECTION("Leave") {
        kiosk.press("leave");
        CHECK(kiosk.outside.leaves == 0);
        kiosk.press("leave-confirm");
    }
    SECTION("Done") {
        kiosk.go_to_words();
        kiosk.flow.bridge_said(R"({"issuance":{"state":"printed"}})");
        kiosk.press("done");
    }
    SECTION("Walking away") {
        kiosk.flow.tick(milliseconds(91'000));
        CHECK(kiosk.flow.state().dialog == Dialog::kTimeout);
        CHECK(kiosk.flow.state().seconds_left == 30);
        kiosk.flow.tick(milliseconds(121'000));
    }
    CHECK(kiosk.step() == Step::kGone);
    CHECK(kiosk.outside.leaves == 1);
    CHECK(kiosk.flow.draft().is_empty());
    kiosk.flow.type(Field::kName, "Ana");
    CHECK(kiosk.flow.draft().is_empty());
}

TEST_CASE("promise_5: One press of Leave is enough: whoever has pressed it and walks away is forgotten in seconds") {
    Kiosk kiosk;
    kiosk.go_to_review();
    SECTION("while nothing happens") {
        kiosk.press("leave");
        CHECK(kiosk.flow.state().seconds_left == 30);
    }
    SECTION("while the librarian is waited for, who approves") {
        kiosk.go_to_words();
        kiosk.press("leave");
        kiosk.hears(R"({"state":"approved"})");
        CHECK(kiosk.step() == Step::kIssuing);
        kiosk.hears(R"({"state":"printed"})");
        CHECK(kiosk.step() == Step::kDone);
    }
    SECTION("while the card is printed") {
        kiosk.go_to_words();
        kiosk.hears(R"({"state":"printing","page":1,"pages":2})");
        kiosk.press("leave");
    }
    SECTION("from a dialog") {
        kiosk.press("look");
        kiosk.press("dialog-leave");
    }
    SECTION("on the first screen") {
        for (int i = 0; i < 6; ++i)
            kiosk.press("back");
        REQUIRE(kiosk.step() == Step::kWelcome);
        kiosk.press("leave");
    }
    kiosk.flow.tick(milliseconds(30'999));
    CHECK(kiosk.flow.state().dialog == Dialog::kLeave);
    CHECK(kiosk.flow.state().seconds_left == 1);
    kiosk.flow.tick(milliseconds(31'000));
    CHECK(kiosk.step() == Step::kGone);
    CHECK(kiosk.flow.draft().is_empty());
}

TEST_CASE("A press of Leave by mistake is taken back, and loses nothing") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("leave");
    kiosk.flow.tick(milliseconds(29'000));
    kiosk.flow.sign_of_life();
    kiosk.flow.tick(milliseconds(40'000));
    CHECK(kiosk.flow.state().seconds_left == 19);
    kiosk.press("leave-stay");
    CHECK(kiosk.flow.state().focus.id == "leave");
    CHECK(kiosk.step() == Step::kReview);
    CHECK(kiosk.flow.next_tick() == milliseconds(130'000));
    CHECK(kiosk.flow.draft().text(Field::kName) == "Ana Núñez");
}

TEST_CASE("promise_5: Who goes back to the first screen and walks away is forgotten too") {
    Kiosk kiosk;
    SECTION("with a name typed") {
        kiosk.go_to_name();
        kiosk.flow.type(Field::kName, "Ana");
        kiosk.press("back");
        kiosk.press("back");
        REQUIRE(kiosk.step() == Step::kWelcome);
    }
    SECTION("with another look") {
        kiosk.press("look");
        kiosk.press("size-200");
        kiosk.press("close");
    }
    SECTION("with a dialog open") { kiosk.press("language"); }
    kiosk.flow.tick(milliseconds(91'000));
    CHECK(kiosk.flow.state().dialog == Dialog::kTimeout);
    kiosk.flow.tick(milliseconds(121'000));
    CHECK(kiosk.step() == Step::kGone);
    CHECK(kiosk.outside.leaves == 1);
    CHECK(kiosk.flow.draft().is_empty());
    CHECK(kiosk.flow.state().text_percent == 100);
}

TEST_CASE("A first screen that nobody has touched waits without an end") {
    Kiosk kiosk;
    CHECK_FALSE(kiosk.flow.next_tick());
    kiosk.flow.tick(milliseconds(10'000'000));
    CHECK(kiosk.step() == Step::kWelcome);
    CHECK(kiosk.flow.state().dialog == Dialog::kNone);
}

TEST_CASE("Only the programme's languages are offered, and all of them until it has come") {
    const auto polish = language_of_tag("pl"), spanish = language_of_tag("es");
    tests::MemoryOutside outside;
    Flow flow(outside, *date::from_ymd(2026, 11, 23), polish);
    CHECK(flow.offers(polish));
    flow.manifest_came(tests::manifest_payload(Kiosk::kEpochKey, tests::full_programme()));
    CHECK_FALSE(flow.offers(polish));
    CHECK(flow.offers(spanish));
    CHECK(flow.state().language == language_of_tag("en"));
    flow.activate("start-pl");
    CHECK(flow.state().step == Step::kWelcome);
    flow.activate("language");
    flow.activate("language-pl");
    CHECK(flow.state().language == language_of_tag("en"));
    flow.activate("language-es");
    CHECK(flow.state().language == spanish);
}

TEST_CASE("Any sign of life takes the warning away and loses nothing") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.flow.tick(milliseconds(100'000));
    CHECK(kiosk.flow.state().dialog == Dialog::kTimeout);
    kiosk.flow.sign_of_life();
    CHECK(kiosk.flow.state().dialog == Dialog::kNone);
    kiosk.flow.tick(milliseconds(180'000));
    CHECK(kiosk.flow.state().dialog == Dialog::kNone);
    CHECK(kiosk.step() == Step::kReview);
}

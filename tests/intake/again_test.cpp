// The question what lies in the tray, and printing again: the same record, with the reason, while the session lives.
#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::intake;
using protocol::Again;
using tests::Kiosk;

namespace {

constexpr const char* kApproved = R"({"state":"approved","words":["apple","river","stone"]})";
constexpr const char* kPrinting = R"({"state":"printing","words":["apple","river","stone"],"page":1,"pages":2})";
constexpr const char* kPrinted = R"({"state":"printed","words":["apple","river","stone"]})";
constexpr const char* kSpoiled = R"({"state":"failed","error":"spoiled"})";
constexpr const char* kTray = R"({"state":"tray","words":["apple","river","stone"]})";
constexpr const char* kTrayOfRestarted = R"({"state":"tray"})";
constexpr const char* kIdle = R"({"state":"idle"})";
constexpr const char* kNoQuestion = R"({"error":"no_question"})";

// A kiosk whose card is being printed.
struct Printing : Kiosk {
    Printing() {
        go_to_review();
        go_to_words();
        hears(kApproved);
        hears(kPrinting);
    }
    // The answer is taken.
    void answers(std::string_view button, std::string_view end) {
        press(button);
        flow.tray_answered(204, "");
        hears(end);
    }
};

// The card is offered again, and is the same card with this reason.
void check_prints_again(Kiosk& kiosk, Message message, Again again) {
    CHECK(kiosk.step() == Step::kTrouble);
    CHECK(kiosk.flow.state().trouble == message);
    CHECK(kiosk.flow.state().trouble_kind == TroubleKind::kNotPrinted);
    const auto sent = kiosk.outside.requests.size();
    kiosk.press("print-again");
    CHECK(kiosk.step() == Step::kApproval);
    REQUIRE(kiosk.outside.requests.size() == sent + 1);
    CHECK(kiosk.outside.requests.back() == kiosk.outside.requests.front());
    CHECK(kiosk.outside.again.back() == again);
}

}  // namespace

TEST_CASE("Where nobody knows whether a card came out, the answer from the tray decides") {
    struct Case {
        std::string_view button;
        Found found;
        std::string end;
        Message message;
        Again again;
    };
    const auto at = GENERATE(Case{"tray-nothing", Found::kNothing, R"({"state":"failed","error":"no_card"})",
                                  Message::error_no_card, Again::kNothing},
                             Case{"tray-spoiled", Found::kSpoiled, R"({"state":"failed","error":"spoiled"})",
                                  Message::error_spoiled, Again::kSpoiled});
    const auto* question = GENERATE(kTray, kTrayOfRestarted);
    Printing kiosk;
    kiosk.hears(question);
    REQUIRE(kiosk.step() == Step::kTray);
    CHECK(kiosk.flow.state().tray.is_own);
    kiosk.press(at.button);
    kiosk.press("tray-card");
    CHECK(kiosk.flow.state().tray.is_answering);
    CHECK(kiosk.step() == Step::kTray);
    const auto& end = question == kTrayOfRestarted ? std::string(kIdle) : at.end;
    const bool is_event_first = GENERATE(true, false);
    if (is_event_first)
        kiosk.hears(end);
    CHECK(kiosk.step() == Step::kTray);
    kiosk.flow.tray_answered(204, "");
    if (!is_event_first) {
        kiosk.hears(question);  // on its way when the answer came
        CHECK(kiosk.step() == Step::kTray);
        kiosk.hears(end);
    }
    CHECK(kiosk.outside.found == std::vector{at.found});
    check_prints_again(kiosk, at.message, at.again);
}

TEST_CASE("A good card in the tray is the card, and nothing is left to print it from") {
    Printing kiosk;
    kiosk.hears(kTray);
    kiosk.answers("tray-card", kPrinted);
    CHECK(kiosk.step() == Step::kDone);
    kiosk.press("print-again");
    kiosk.press("ready");
    CHECK(kiosk.outside.requests.size() == 1);
}

TEST_CASE("An approval of which no card came is asked for again with its reason") {
    struct Case {
        const char* issuance;
        Message message;
        Again again;
    };
    const auto at =
        GENERATE(Case{R"({"state":"failed","error":"printer_unreachable"})", Message::status_printer_unreachable,
                      Again::kFailed},
                 Case{R"({"state":"failed","error":"printer_needs"})", Message::status_printer_needs, Again::kFailed},
                 Case{R"({"state":"failed","error":"printer_failed"})", Message::error_printer_failed, Again::kFailed},
                 Case{R"({"state":"failed","error":"no_card"})", Message::error_no_card, Again::kNothing},
                 Case{R"({"state":"failed","error":"spoiled"})", Message::error_spoiled, Again::kSpoiled},
                 Case{kIdle, Message::error_cut_off, Again::kFailed});
    Printing kiosk;
    kiosk.hears(at.issuance);
    check_prints_again(kiosk, at.message, at.again);
}

TEST_CASE("A second print that fails, is denied or is refused keeps its record; the last failure is its reason") {
    Printing kiosk;
    kiosk.hears(kTray);
    kiosk.answers("tray-spoiled", kSpoiled);
    kiosk.press("print-again");
    SECTION("it fails otherwise") {
        kiosk.flow.issuance_answered(200, R"({"words":["lamp","river","stone"]})");
        kiosk.hears(R"({"state":"failed","error":"printer_failed"})");
        check_prints_again(kiosk, Message::error_printer_failed, Again::kFailed);
    }
    SECTION("it is denied") {
        kiosk.flow.issuance_answered(200, R"({"words":["lamp","river","stone"]})");
        kiosk.hears(R"({"state":"denied","reason":"words"})");
        CHECK(kiosk.flow.state().trouble_kind == TroubleKind::kDenied);
        kiosk.press("print-again");
    }
    SECTION("the bridge is not there") {
        kiosk.flow.issuance_answered(0, "");
        kiosk.press("try-again");
    }
    REQUIRE(kiosk.outside.requests.size() == 3);
    CHECK(kiosk.outside.requests[2] == kiosk.outside.requests[0]);
    CHECK(kiosk.outside.again[2] != Again::kNo);
}

TEST_CASE("A request that the bridge lost is asked for again as the same record") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.hears(kIdle);
    REQUIRE(kiosk.step() == Step::kReview);
    kiosk.press("ready");
    REQUIRE(kiosk.outside.requests.size() == 2);
    CHECK(kiosk.outside.requests[0] == kiosk.outside.requests[1]);
    CHECK(kiosk.outside.again[1] == Again::kNo);
}

TEST_CASE("Another epoch key takes another seal") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.flow.issuance_answered(422, R"({"error":"epoch"})");
    kiosk.flow.manifest_came(tests::manifest_payload(std::string(62, '0') + "0b"));
    kiosk.press("try-again");
    REQUIRE(kiosk.outside.requests.size() == 2);
    CHECK(kiosk.outside.requests[0] != kiosk.outside.requests[1]);
}

TEST_CASE("An answer that may not have been heard is asked for again, and counts once it is known") {
    Printing kiosk;
    kiosk.hears(kTray);
    kiosk.press("tray-card");
    kiosk.flow.tray_answered(0, "");
    REQUIRE(kiosk.step() == Step::kTray);
    CHECK(kiosk.flow.state().is_bridge_gone);
    CHECK(kiosk.flow.state().problem->message == Message::error_tray_unheard);
    SECTION("the bridge still asks: it was not, and another answer counts") {
        kiosk.hears(kTrayOfRestarted);
        CHECK_FALSE(kiosk.flow.state().problem);
        kiosk.answers("tray-nothing", kIdle);
        check_prints_again(kiosk, Message::error_no_card, Again::kNothing);
    }
    SECTION("the bridge asks no more: it was") {
        kiosk.hears(kIdle);
        CHECK(kiosk.step() == Step::kDone);
    }
    SECTION("another answer comes too late: the first one was heard") {
        kiosk.press("tray-nothing");
        kiosk.flow.tray_answered(409, kNoQuestion);
        kiosk.hears(kIdle);
        CHECK(kiosk.step() == Step::kDone);
    }
    SECTION("the answer after it is the one that is heard") {
        kiosk.answers("tray-nothing", kIdle);
        check_prints_again(kiosk, Message::error_no_card, Again::kNothing);
    }
}

TEST_CASE("An answer that cannot be kept leaves the question") {
    const auto status = GENERATE(400, 500);
    Printing kiosk;
    kiosk.hears(kTray);
    kiosk.press("tray-card");
    kiosk.flow.tray_answered(status, R"({"error":"internal"})");
    CHECK(kiosk.step() == Step::kTray);
    CHECK(kiosk.flow.state().problem->message == Message::error_tray_not_kept);
    kiosk.press("tray-card");
    CHECK_FALSE(kiosk.flow.state().problem);
    kiosk.flow.tray_answered(204, "");
    CHECK(kiosk.step() == Step::kTray);
    kiosk.hears(kPrinted);
    CHECK(kiosk.step() == Step::kDone);
}

TEST_CASE("A question that was answered on another page ends here too") {
    Printing kiosk;
    kiosk.hears(kTray);
    SECTION("printed") {
        kiosk.hears(kPrinted);
        CHECK(kiosk.step() == Step::kDone);
    }
    SECTION("spoiled") {
        kiosk.hears(kSpoiled);
        check_prints_again(kiosk, Message::error_spoiled, Again::kSpoiled);
    }
    SECTION("nobody says how") {
        kiosk.hears(kIdle);
        CHECK(kiosk.step() == Step::kReview);
        kiosk.press("ready");
        CHECK(kiosk.outside.again.back() == Again::kFailed);
    }
}

TEST_CASE("A question about the card of somebody before comes first, and leads back to where the page was") {
    const auto found =
        GENERATE(std::string_view("tray-card"), std::string_view("tray-nothing"), std::string_view("tray-spoiled"));
    Kiosk kiosk;
    SECTION("on the first screen, without a limit of time") {
        kiosk.hears(kTrayOfRestarted);
        REQUIRE(kiosk.step() == Step::kTray);
        CHECK_FALSE(kiosk.flow.state().tray.is_own);
        CHECK_FALSE(kiosk.flow.next_tick());
        kiosk.press("start");
        CHECK(kiosk.step() == Step::kTray);
        kiosk.press(found);
        kiosk.flow.tray_answered(204, "");
        kiosk.hears(kIdle);
        CHECK(kiosk.step() == Step::kWelcome);
    }
    SECTION("while somebody answers, who loses nothing and has more time") {
        kiosk.go_to_name();
        kiosk.flow.type(Field::kName, "Ana");
        kiosk.hears(kTrayOfRestarted);
        REQUIRE(kiosk.step() == Step::kTray);
        CHECK(kiosk.flow.next_tick());
        kiosk.press(found);
        kiosk.flow.tray_answered(204, "");
        kiosk.hears(kIdle);
        CHECK(kiosk.step() == Step::kName);
        CHECK(kiosk.flow.draft().text(Field::kName) == "Ana");
    }
    SECTION("when a card is asked for") {
        kiosk.go_to_review();
        kiosk.press("ready");
        kiosk.hears(kTrayOfRestarted);
        kiosk.flow.issuance_answered(409, R"({"error":"tray"})");
        REQUIRE(kiosk.step() == Step::kTray);
        CHECK_FALSE(kiosk.flow.state().tray.is_own);
        kiosk.press(found);
        kiosk.flow.tray_answered(204, "");
        kiosk.hears(kIdle);
        CHECK(kiosk.step() == Step::kReview);
        kiosk.press("ready");
        CHECK(kiosk.outside.again.back() == Again::kNo);
    }
    SECTION("while the librarian is waited for, with the words that wait") {
        kiosk.go_to_review();
        kiosk.go_to_words();
        kiosk.hears(kTray);
        REQUIRE(kiosk.step() == Step::kTray);
        CHECK_FALSE(kiosk.flow.state().tray.is_own);
        kiosk.press(found);
        kiosk.flow.tray_answered(204, "");
        kiosk.hears(R"({"state":"waiting","words":["apple","river","stone"]})");
        CHECK(kiosk.step() == Step::kApproval);
        CHECK(kiosk.flow.state().issuance.words[1] == "river");
    }
    SECTION("while an approved card waits for the printer") {
        kiosk.go_to_review();
        kiosk.go_to_words();
        kiosk.hears(kApproved);
        kiosk.hears(kTray);
        CHECK_FALSE(kiosk.flow.state().tray.is_own);
        kiosk.press(found);
        kiosk.flow.tray_answered(204, "");
        kiosk.hears(kApproved);
        CHECK(kiosk.step() == Step::kIssuing);
    }
    SECTION("and ends when another page answers it") {
        kiosk.hears(kTrayOfRestarted);
        kiosk.hears(kIdle);
        CHECK(kiosk.step() == Step::kWelcome);
    }
}

TEST_CASE("promise_5: After leaving, nothing is left to print again") {
    Printing kiosk;
    kiosk.hears(R"({"state":"failed","error":"printer_failed"})");
    kiosk.press("give-up");
    CHECK(kiosk.flow.state().dialog == Dialog::kLeave);
    kiosk.press("leave-confirm");
    CHECK(kiosk.step() == Step::kGone);
    kiosk.press("print-again");
    kiosk.hears(kTray);
    CHECK(kiosk.step() == Step::kGone);
    CHECK(kiosk.outside.requests.size() == 1);
}

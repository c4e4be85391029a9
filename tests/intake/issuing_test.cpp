#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::intake;
using tests::Kiosk;

TEST_CASE("Ready sends one card request, and the bridge's words come on the screen") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.press("ready");
    CHECK(kiosk.outside.requests.size() == 1);
    CHECK(kiosk.step() == Step::kApproval);
    kiosk.flow.issuance_answered(200, R"({"words":["apple","river","stone"]})");
    CHECK(kiosk.flow.state().issuance.words[2] == "stone");
}

TEST_CASE("Changing an answer after ready takes the request back, and the next has another number and seal") {
    struct Change {
        std::string_view button;
        Field field;
        std::string_view text;
    };
    const auto change =
        GENERATE(Change{"change-name", Field::kName, "Ana N."}, Change{"change-date", Field::kDay, "13"},
                 Change{"change-photo", Field::kName, ""}, Change{"", Field::kName, ""});
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.press("change-answers");
    kiosk.press("change-answers");
    CHECK(kiosk.outside.cancels == 1);
    CHECK(kiosk.step() == Step::kApproval);
    kiosk.flow.cancel_answered(204, "");
    CHECK(kiosk.step() == Step::kReview);
    CHECK(kiosk.flow.state().issuance.words[0].empty());
    kiosk.flow.bridge_said(R"({"issuance":{"state":"cancelled"}})");
    CHECK(kiosk.step() == Step::kReview);
    kiosk.press(change.button);
    if (change.button == "change-photo") {
        kiosk.press("photo-again");
        kiosk.take_photo();
    } else if (!change.button.empty()) {
        kiosk.flow.type(change.field, change.text);
    }
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kReview);
    kiosk.go_to_words();
    REQUIRE(kiosk.outside.requests.size() == 2);
    const auto first = protocol::read_card_request(kiosk.outside.requests[0]);
    const auto second = protocol::read_card_request(kiosk.outside.requests[1]);
    REQUIRE(first);
    REQUIRE(second);
    // Nothing changed: nothing new, byte for byte.
    CHECK((kiosk.outside.requests[0] == kiosk.outside.requests[1]) == change.button.empty());
    CHECK((first->content.number == second->content.number) == change.button.empty());
    CHECK((first->sealed == second->sealed) == change.button.empty());
    CHECK(kiosk.outside.again[1] == protocol::Again::kNo);
}

TEST_CASE("A change that comes after the approval is too late, and the applicant is told") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.press("change-answers");
    kiosk.flow.cancel_answered(409, R"({"error":"approved"})");
    CHECK(kiosk.step() == Step::kApproval);
    CHECK(kiosk.flow.state().issuance.was_too_late);
    kiosk.flow.bridge_said(R"({"issuance":{"state":"printing","page":1,"pages":2}})");
    CHECK(kiosk.step() == Step::kIssuing);
    CHECK(kiosk.flow.state().issuance.page == 1);
}

TEST_CASE("An approval that comes before the answer to a change says that the change was too late") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.press("change-answers");
    kiosk.flow.bridge_said(R"({"issuance":{"state":"approved","words":["apple","river","stone"]}})");
    CHECK(kiosk.step() == Step::kIssuing);
    CHECK(kiosk.flow.state().issuance.was_too_late);
    kiosk.flow.cancel_answered(409, R"({"error":"approved"})");
    CHECK(kiosk.step() == Step::kIssuing);
    CHECK(kiosk.flow.state().issuance.was_too_late);
}

TEST_CASE("A request that is refused for an answer is explained where that can be mended") {
    struct Case {
        int status;
        std::string body;
        Message message;
        Step step;
    };
    const auto at =
        GENERATE(Case{409, R"({"error":"class"})", Message::error_no_class, Step::kBirthDate},
                 Case{422, R"({"error":"name_does_not_fit"})", Message::error_name_does_not_fit, Step::kName},
                 Case{422, R"({"error":"glyph_missing"})", Message::error_glyph_missing, Step::kName},
                 Case{422, R"({"error":"gender"})", Message::error_gender_unprintable, Step::kGender});
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.flow.issuance_answered(at.status, at.body);
    REQUIRE(kiosk.flow.state().problem);
    CHECK(kiosk.flow.state().problem->message == at.message);
    CHECK(kiosk.step() == at.step);
    CHECK(kiosk.flow.draft().text(Field::kName) == "Ana Núñez");
    CHECK_FALSE(kiosk.flow.draft().photo().empty());
}

TEST_CASE("What does not fit on the back of the card is said at the longer text there") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review();
    kiosk.press("change-extras");
    auto blamed = Field::kNote;
    SECTION("the note alone") {
        kiosk.flow.type(Field::kEmergency, "typed, and not ticked any more");
        kiosk.press("extra-note");
    }
    SECTION("both, the note longer") {
        kiosk.press("extra-note");
        kiosk.press("extra-emergency");
        kiosk.flow.type(Field::kEmergency, "Luz 555");
    }
    SECTION("both, the contact longer") {
        kiosk.press("extra-note");
        kiosk.press("extra-emergency");
        kiosk.flow.type(Field::kEmergency, "Luz Montenegro 555 0101");
        blamed = Field::kEmergency;
    }
    SECTION("the contact alone") {
        kiosk.press("extra-emergency");
        kiosk.flow.type(Field::kEmergency, "Luz");
        blamed = Field::kEmergency;
    }
    kiosk.flow.type(Field::kNote, "Penicillin");
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kReview);
    kiosk.press("ready");
    kiosk.flow.issuance_answered(422, R"({"error":"field_does_not_fit"})");
    REQUIRE(kiosk.flow.state().problem);
    CHECK(kiosk.flow.state().problem->field == blamed);
    CHECK(kiosk.step() == Step::kExtras);
}

TEST_CASE("A request that is refused for no answer's sake can be tried again where that is said") {
    struct Case {
        int status;
        std::string body;
        Message message;
    };
    const auto at =
        GENERATE(Case{0, "", Message::error_bridge_gone}, Case{409, R"({"error":"busy"})", Message::error_busy},
                 Case{422, R"({"error":"envelope"})", Message::error_technical},
                 Case{503, R"({"error":"server_gone"})", Message::error_server_gone},
                 Case{503, R"({"error":"no_manifest"})", Message::error_no_manifest},
                 Case{503, R"({"error":"numbers_empty"})", Message::error_numbers_empty},
                 Case{503, R"({"error":"numbers_damaged"})", Message::error_numbers_damaged},
                 Case{503, R"({"error":"printer"})", Message::error_printer_unreachable},
                 Case{200, "not json", Message::error_technical});
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.flow.issuance_answered(at.status, at.body);
    CHECK(kiosk.step() == Step::kTrouble);
    CHECK(kiosk.flow.state().trouble == at.message);
    CHECK(kiosk.flow.state().trouble_kind == TroubleKind::kStopped);
    CHECK(kiosk.flow.draft().text(Field::kName) == "Ana Núñez");
    CHECK_FALSE(kiosk.flow.draft().photo().empty());
    kiosk.press("try-again");
    CHECK(kiosk.step() == Step::kApproval);
    CHECK(kiosk.outside.requests.size() == 2);
}

TEST_CASE("A mended answer goes straight back to review") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.flow.issuance_answered(422, R"({"error":"name_does_not_fit"})");
    kiosk.flow.type(Field::kName, "Ana N.");
    kiosk.press("continue");
    CHECK(kiosk.step() == Step::kReview);
}

TEST_CASE("A denial, or a failure without an approval, is explained, and what is asked next is a first card") {
    struct Case {
        std::string issuance;
        Message message;
        TroubleKind kind;
    };
    using enum TroubleKind;
    const auto at =
        GENERATE(Case{R"({"state":"denied","reason":"papers"})", Message::error_denied_papers, kDenied},
                 Case{R"({"state":"denied","reason":"person"})", Message::error_denied_person, kDenied},
                 Case{R"({"state":"denied","reason":"words"})", Message::error_denied_words, kDenied},
                 Case{R"({"state":"denied"})", Message::error_denied, kDenied},
                 Case{R"({"state":"failed","error":"receipt_refused"})", Message::error_receipt_refused, kStopped},
                 Case{R"({"state":"failed","error":"server_refused"})", Message::error_server_refused, kStopped},
                 Case{R"({"state":"failed","error":"kiosk_suspended"})", Message::error_kiosk_closed, kStopped},
                 Case{R"({"state":"failed","error":"kiosk_unknown"})", Message::error_kiosk_closed, kStopped},
                 Case{R"({"state":"failed","error":"store_full"})", Message::error_store_full, kStopped},
                 Case{R"({"state":"failed","error":"what is this"})", Message::error_technical, kStopped});
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.hears(at.issuance);
    CHECK(kiosk.step() == Step::kTrouble);
    CHECK(kiosk.flow.state().trouble == at.message);
    CHECK(kiosk.flow.state().trouble_kind == at.kind);
    kiosk.press("try-again");
    CHECK(kiosk.step() == Step::kApproval);
    CHECK(kiosk.outside.requests.size() == 2);
    CHECK(kiosk.outside.again[1] == protocol::Again::kNo);
}

TEST_CASE("What a printer needs is said by its name") {
    const auto [needs, message] = GENERATE(table<std::string, Message>({
        {"media", Message::error_printer_media},
        {"ribbon", Message::error_printer_ribbon},
        {"cover", Message::error_printer_cover},
        {"jam", Message::error_printer_jam},
        {"cleaning", Message::error_printer_cleaning},
    }));
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.flow.bridge_said(
        R"({"issuance":{"state":"failed","error":"printer_needs"},"printer":{"state":"needs","needs":")" + needs +
        R"("}})");
    CHECK(kiosk.flow.state().trouble == message);
    CHECK(kiosk.flow.state().trouble_kind == TroubleKind::kNotPrinted);
}

TEST_CASE("What the printer needs while a card is approved asks for nothing that cannot be pressed there") {
    const auto [printer, message] = GENERATE(table<std::string, Message>({
        {R"({"state":"unreachable"})", Message::status_printer_unreachable},
        {R"({"state":"needs","needs":""})", Message::status_printer_needs},
        {R"({"state":"needs","needs":"media"})", Message::error_printer_media},
    }));
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.flow.bridge_said(R"({"issuance":{"state":"approved"},"printer":)" + printer + "}");
    CHECK(kiosk.step() == Step::kIssuing);
    CHECK(kiosk.flow.state().printer == message);
    kiosk.flow.bridge_said(R"({"printer":{"state":"ready"}})");
    CHECK_FALSE(kiosk.flow.state().printer);
}

TEST_CASE("What is the matter with the printer is said on every step, until it is mended") {
    Kiosk kiosk;
    const auto said = [&](const char* printer) {
        kiosk.flow.bridge_said(std::string(R"({"issuance":{"state":"idle"},"printer":)") + printer + "}");
        return kiosk.flow.state().printer;
    };
    CHECK(said(R"({"state":"needs","needs":"media","cards":0})") == Message::error_printer_media);
    CHECK(said(R"({"state":"needs","needs":"cleaning"})") == Message::error_printer_cleaning);
    CHECK(said(R"({"state":"needs","needs":"oil"})") == Message::status_printer_needs);
    CHECK(said(R"({"state":"unreachable","needs":""})") == Message::status_printer_unreachable);
    CHECK_FALSE(said(R"({"state":"printing","needs":""})").has_value());
    CHECK_FALSE(said(R"({"state":"ready","needs":"","cards":80,"ribbon":3})").has_value());
}

TEST_CASE("A card that has to be turned by hand is asked for once, and told to the bridge once") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.press("card-turned");
    kiosk.flow.bridge_said(R"({"issuance":{"state":"printing","page":1,"pages":2}})");
    kiosk.press("card-turned");
    CHECK(kiosk.outside.turns == 0);
    const auto serial = kiosk.flow.state().focus.serial;
    kiosk.flow.bridge_said(R"({"issuance":{"state":"printing","page":1,"pages":2,"turn":true}})");
    CHECK(kiosk.flow.state().issuance.is_to_turn);
    CHECK(kiosk.flow.state().focus.serial == serial + 1);
    kiosk.press("card-turned");
    kiosk.press("card-turned");
    CHECK(kiosk.outside.turns == 1);
    CHECK_FALSE(kiosk.flow.state().issuance.is_to_turn);
    kiosk.flow.bridge_said(R"({"issuance":{"state":"printed"}})");
    CHECK(kiosk.step() == Step::kDone);
}

TEST_CASE("A bridge that forgets a waiting request sends the applicant back to review") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.flow.bridge_lost();
    CHECK(kiosk.flow.state().is_bridge_gone);
    CHECK(kiosk.step() == Step::kApproval);
    kiosk.flow.bridge_said(R"({"issuance":{"state":"idle"}})");
    CHECK_FALSE(kiosk.flow.state().is_bridge_gone);
    CHECK(kiosk.step() == Step::kReview);
    CHECK(kiosk.flow.state().problem->message == Message::error_lost);
}

TEST_CASE("An event of the request before does not touch the new one") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.flow.bridge_said(R"({"issuance":{"state":"idle"}})");
    kiosk.flow.bridge_said(R"({"issuance":{"state":"cancelled"}})");
    CHECK(kiosk.step() == Step::kApproval);
    kiosk.flow.bridge_said(R"({"issuance":{"state":"tray"}})");
    kiosk.flow.issuance_answered(200, R"({"words":["apple","river","stone"]})");
    CHECK(kiosk.step() == Step::kApproval);
}

TEST_CASE("An event that comes before the answer it belongs to is not lost") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.press("ready");
    kiosk.flow.bridge_said(R"({"issuance":{"state":"printing","words":["apple","river","stone"],"page":1,"pages":2}})");
    CHECK(kiosk.step() == Step::kApproval);
    kiosk.flow.issuance_answered(200, R"({"words":["apple","river","stone"]})");
    CHECK(kiosk.step() == Step::kIssuing);
}

TEST_CASE("Whatever the bridge says that is no event changes nothing") {
    const auto* text = GENERATE("", "null", "[]", "{", R"({"issuance":3})", R"({"issuance":{"state":7,"words":[1]}})",
                                R"({"printer":"ready","server":null})");
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    kiosk.flow.bridge_said(text);
    CHECK(kiosk.step() == Step::kApproval);
    CHECK(kiosk.flow.state().issuance.words[0] == "apple");
}

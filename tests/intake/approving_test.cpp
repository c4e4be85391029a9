// A librarian's name and code, typed on the applicant's screen: when they are asked for, and how nothing of them stays.
#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::intake;
using tests::Kiosk;

namespace {

struct AtCode : Kiosk {
    AtCode() {
        go_to_review();
        go_to_code();
    }
    void approve(std::string_view librarian = "ana", std::string_view code = "012345") {
        flow.type(Field::kLibrarian, librarian);
        flow.type(Field::kCode, code);
        press("approve");
    }
    std::string_view typed(Field field) const { return flow.draft().text(field); }
    bool holds_nothing() const { return typed(Field::kLibrarian).empty() && typed(Field::kCode).empty(); }
    Message problem() const { return flow.state().problem.value().message; }
};

using Code = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("A site with a desk asks for no code, and takes none") {
    Kiosk kiosk;
    kiosk.go_to_review();
    kiosk.go_to_words();
    CHECK_FALSE(kiosk.flow.state().issuance.takes_codes);
    kiosk.flow.type(Field::kLibrarian, "ana");
    kiosk.flow.type(Field::kCode, "012345");
    kiosk.press("approve");
    CHECK(kiosk.outside.codes.empty());
}

TEST_CASE("A librarian's name and code are sent once, and neither stays on the screen") {
    AtCode kiosk;
    kiosk.approve("  Ana Gil ", "012 345");
    CHECK(kiosk.outside.codes == std::vector{Code{"Ana Gil", "012345"}});
    CHECK(kiosk.typed(Field::kCode).empty());
    kiosk.press("approve");
    CHECK(kiosk.outside.codes.size() == 1);
    kiosk.flow.code_answered(200, R"({"result":"approved"})");
    CHECK(kiosk.holds_nothing());
    CHECK(kiosk.flow.state().issuance.is_approved);
    kiosk.approve();
    CHECK(kiosk.outside.codes.size() == 1);
    // What comes of it the bridge says as ever, and the draft is still the one that was sealed.
    kiosk.hears(R"({"state":"approved"})");
    CHECK(kiosk.step() == Step::kIssuing);
    CHECK(kiosk.holds_nothing());
    CHECK(kiosk.flow.draft().text(Field::kName) == "Ana Núñez");
}

TEST_CASE("What a librarian types changes no answer: the next request is the same, byte for byte") {
    AtCode kiosk;
    kiosk.approve();
    kiosk.flow.code_answered(401, R"({"error":"code"})");
    kiosk.press("change-answers");
    kiosk.flow.cancel_answered(204, "");
    kiosk.go_to_code();
    REQUIRE(kiosk.outside.requests.size() == 2);
    CHECK(kiosk.outside.requests[0] == kiosk.outside.requests[1]);
}

TEST_CASE("A code may be typed in the digits of another keyboard") {
    const auto* typed = GENERATE("٠١٢ ٣٤٥", "۰۱۲۳۴۵", "０１２３４５");
    AtCode kiosk;
    kiosk.approve("ana", typed);
    CHECK(kiosk.outside.codes == std::vector{Code{"ana", "012345"}});
}

TEST_CASE("What is missing or no code is said at once, and nothing is sent") {
    AtCode kiosk;
    kiosk.approve(" ");
    CHECK(kiosk.problem() == Message::error_code_no_name);
    for (const auto* code : {"", "12345", "1234567", "12a456", "١٢٣٤٥"}) {
        kiosk.approve("ana", code);
        CHECK(kiosk.problem() == Message::error_code_form);
        CHECK(kiosk.flow.state().problem->field == Field::kCode);
        CHECK(kiosk.typed(Field::kCode).empty());
        CHECK(kiosk.typed(Field::kLibrarian) == "ana");
    }
    CHECK(kiosk.outside.codes.empty());
    CHECK(kiosk.step() == Step::kApproval);
}

TEST_CASE("Each refusal has its own words, the code goes, and a name that cannot approve goes too") {
    struct Refusal {
        std::string_view error;
        Message message;
        bool keeps_name;
    };
    const Refusal refusals[] = {{"code", Message::error_code, true},
                                {"locked", Message::error_code_locked, false},
                                {"too_many", Message::error_code_too_many, true},
                                {"role", Message::error_code_role, false},
                                {"site", Message::error_code_site, false},
                                {"same_person", Message::error_code_same_person, false},
                                {"gone", Message::error_code_gone, true},
                                {"server_gone", Message::error_code_unheard, true},
                                {"store_full", Message::error_store_full, true},
                                {"kiosk_suspended", Message::error_kiosk_closed, true},
                                {"kiosk_unknown", Message::error_kiosk_closed, true},
                                {"what is new", Message::error_code_refused, true}};
    AtCode kiosk;
    for (const auto& [error, message, keeps_name] : refusals) {
        INFO(error);
        kiosk.approve();
        kiosk.flow.type(Field::kCode, "9");
        kiosk.flow.code_answered(403, R"({"error":")" + std::string(error) + R"("})");
        CHECK(kiosk.problem() == message);
        CHECK(kiosk.flow.state().focus.id == "error");
        CHECK(kiosk.typed(Field::kCode).empty());
        CHECK(kiosk.typed(Field::kLibrarian).empty() == !keeps_name);
        CHECK(kiosk.step() == Step::kApproval);
    }
    CHECK(kiosk.outside.codes.size() == std::size(refusals));
    kiosk.approve();
    CHECK_FALSE(kiosk.flow.state().problem);
    kiosk.flow.code_answered(0, "");
    CHECK(kiosk.problem() == Message::error_bridge_gone);
}

TEST_CASE("Where two librarians must approve, the second types after the first") {
    AtCode kiosk;
    kiosk.approve("ana", "111111");
    kiosk.flow.code_answered(200, R"({"result":"first"})");
    CHECK(kiosk.flow.state().issuance.has_first);
    CHECK_FALSE(kiosk.flow.state().issuance.is_approved);
    CHECK(kiosk.holds_nothing());
    kiosk.approve("ben", "222222");
    kiosk.flow.code_answered(200, R"({"result":"approved"})");
    CHECK(kiosk.flow.state().issuance.is_approved);
    CHECK(kiosk.outside.codes == std::vector{Code{"ana", "111111"}, Code{"ben", "222222"}});
}

TEST_CASE("promise_5: What was typed goes with the screen, whichever way it is left") {
    const auto* way =
        GENERATE("taken back", "left", "denied", "approved elsewhere", "lost", "asked at the tray", "a desk");
    AtCode kiosk;
    kiosk.flow.type(Field::kLibrarian, "ana");
    kiosk.flow.type(Field::kCode, "012345");
    INFO(way);
    if (way == std::string_view("taken back")) {
        kiosk.press("change-answers");
        kiosk.flow.cancel_answered(204, "");
    } else if (way == std::string_view("left")) {
        kiosk.press("leave");
        kiosk.press("leave-confirm");
    } else if (way == std::string_view("denied")) {
        kiosk.hears(R"({"state":"denied","reason":"papers"})");
    } else if (way == std::string_view("approved elsewhere")) {
        kiosk.hears(R"({"state":"approved"})");
    } else if (way == std::string_view("lost")) {
        kiosk.hears(R"({"state":"idle"})");
    } else if (way == std::string_view("asked at the tray")) {
        kiosk.hears(R"({"state":"tray"})");
    } else {
        kiosk.hears(R"({"state":"waiting","words":["apple","river","stone"]})");
        CHECK(kiosk.step() == Step::kApproval);
    }
    CHECK(kiosk.holds_nothing());
    // What a field tells late is not kept.
    kiosk.flow.type(Field::kLibrarian, "ana");
    if (kiosk.step() != Step::kApproval)
        CHECK(kiosk.holds_nothing());
}

TEST_CASE("An answer that comes late, after the card was approved or taken back, changes nothing") {
    AtCode kiosk;
    kiosk.approve();
    kiosk.hears(R"({"state":"printing","page":1,"pages":2})");
    kiosk.flow.code_answered(200, R"({"result":"approved"})");
    CHECK(kiosk.step() == Step::kIssuing);
    AtCode other;
    other.approve();
    other.press("change-answers");
    other.flow.cancel_answered(204, "");
    other.flow.code_answered(409, R"({"error":"gone"})");
    CHECK(other.step() == Step::kReview);
    CHECK_FALSE(other.flow.state().problem);
}

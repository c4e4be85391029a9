// What a librarian says that is no approval: what is missing, what to correct, and that the session is over.
#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::intake;
using tests::Kiosk;

namespace {

struct Waiting : Kiosk {
    explicit Waiting(std::string_view born = "1990-03-12") : Kiosk(tests::full_programme()) {
        go_to_review("Ana Núñez", born);
        go_to_words();
    }
    Message problem() const { return flow.state().problem.value().message; }
};

}  // namespace

TEST_CASE("A denial names what is missing, and the next try forgets it") {
    Waiting kiosk;
    kiosk.hears(R"({"state":"denied","reason":"papers","missing":["photo","residency"]})");
    CHECK(kiosk.step() == Step::kTrouble);
    CHECK(kiosk.flow.state().trouble_kind == TroubleKind::kDenied);
    CHECK(kiosk.flow.state().trouble == Message::error_denied_named);
    CHECK(kiosk.flow.state().missing == std::vector<std::string>{"photo", "residency"});
    kiosk.press("try-again");
    kiosk.flow.issuance_answered(200, R"({"words":["lamp","river","stone"]})");
    kiosk.hears(R"({"state":"denied","reason":"person"})");
    CHECK(kiosk.flow.state().missing.empty());
}

TEST_CASE("A denial whose list is none is a denial all the same") {
    const auto* missing = GENERATE("7", R"({"photo":1})", "[1,2]", R"(["a","a","a","a","a","a","a","a","a"])");
    Waiting kiosk;
    kiosk.hears(R"({"state":"denied","reason":"papers","missing":)" + std::string(missing) + "}");
    CHECK(kiosk.step() == Step::kTrouble);
    CHECK(kiosk.flow.state().trouble == Message::error_denied_papers);
    CHECK(kiosk.flow.state().missing.empty());
}

TEST_CASE("What is to be corrected is asked for where it was answered, with the reason, and leads back to the review") {
    struct Case {
        std::string field, reason;
        Step step;
        Message message;
    };
    const auto at = GENERATE(Case{"name", "spelling", Step::kName, Message::correct_spelling},
                             Case{"name", "unreadable", Step::kName, Message::correct_unreadable},
                             Case{"birth_date", "differs", Step::kBirthDate, Message::correct_differs},
                             Case{"gender", "differs", Step::kGender, Message::correct_differs},
                             Case{"photo", "photo_rule", Step::kPhoto, Message::correct_photo},
                             Case{"photo", "unreadable", Step::kPhoto, Message::correct_unreadable},
                             Case{"note", "unreadable", Step::kExtras, Message::correct_unreadable},
                             Case{"emergency", "unreadable", Step::kExtras, Message::correct_unreadable},
                             Case{"name", "something new", Step::kName, Message::correct_other});
    Waiting kiosk;
    kiosk.hears(R"({"state":"correct","field":")" + at.field + R"(","reason":")" + at.reason + R"("})");
    CHECK(kiosk.step() == at.step);
    CHECK(kiosk.problem() == at.message);
    CHECK(kiosk.flow.state().focus.id == "error");
    CHECK(kiosk.flow.draft().text(Field::kName) == "Ana Núñez");
    CHECK_FALSE(kiosk.flow.draft().photo().empty());
    kiosk.press("continue");
    REQUIRE(kiosk.step() == Step::kReview);
    CHECK_FALSE(kiosk.flow.state().problem);
    kiosk.press("ready");
    CHECK(kiosk.outside.requests.size() == 2);
    CHECK(kiosk.outside.again[1] == protocol::Again::kNo);
}

TEST_CASE("A child's emergency contact is corrected where it was asked") {
    Waiting kiosk("2020-01-01");
    kiosk.hears(R"({"state":"correct","field":"emergency","reason":"unreadable"})");
    CHECK(kiosk.step() == Step::kEmergency);
}

TEST_CASE("A field that this page does not know sends the applicant to the librarian") {
    Waiting kiosk;
    kiosk.hears(R"({"state":"correct","field":"shoe_size","reason":"differs"})");
    CHECK(kiosk.step() == Step::kTrouble);
    CHECK(kiosk.flow.state().trouble == Message::error_denied);
}

TEST_CASE("promise_5: A session that the desk ends is erased, as by Leave") {
    Waiting kiosk;
    kiosk.hears(R"({"state":"ended"})");
    CHECK(kiosk.step() == Step::kGone);
    CHECK(kiosk.outside.leaves == 1);
    CHECK(kiosk.flow.draft().is_empty());
}

TEST_CASE("What became of a request before does not end a session that waits for nothing") {
    Kiosk kiosk(tests::full_programme());
    kiosk.go_to_review();
    kiosk.hears(R"({"state":"ended"})");
    kiosk.hears(R"({"state":"correct","field":"name","reason":"differs"})");
    CHECK(kiosk.step() == Step::kReview);
}

// What the page is told of what a librarian decided but an approval, and which application the server is asked for.
#include "tests/bridge/issuance_bench.h"

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

json issuance_of(Bench& bench) {
    return json::parse(event_text(bench.service.view(), true, bench.printer.status())).at("issuance");
}

// As far as the librarian's answer, which the page is told.
json told_of(Bench& bench, const protocol::Refusal& refusal, IssuanceState state) {
    bench.link.answer = nullptr;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.answer = [refusal](const auto&) { return refused(refusal); };
    bench.run_to(state);
    auto told = issuance_of(bench);
    told.erase("words");
    return told;
}

}  // namespace

TEST_CASE("the page is told which papers are missing, what is to be corrected and why, and that a session is ended") {
    using namespace protocol;
    REQUIRE(start_crypto());
    Bench bench;
    CHECK(told_of(bench, denial(DenialReason::kPapers, 0b101), IssuanceState::kDenied) ==
          json{{"state", "denied"}, {"reason", "papers"}, {"missing", {"photo", "residency"}}});
    CHECK(told_of(bench, denial(DenialReason::kPerson), IssuanceState::kDenied) ==
          json{{"state", "denied"}, {"reason", "person"}});
    CHECK(told_of(bench, sent_back(DraftField::kBirthDate, FieldFault::kDiffers), IssuanceState::kCorrect) ==
          json{{"state", "correct"}, {"field", "birth_date"}, {"reason", "differs"}});
    CHECK(told_of(bench, session_ended(), IssuanceState::kEnded) == json{{"state", "ended"}});
    CHECK(bench.printer.printed() == 0);
}

TEST_CASE("what was sent back and is ready again is a new issuance") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto body = bench.city.card_request_bytes("Anna");
    const auto first = bench.submit(body);
    REQUIRE(first);
    bench.link.answer = [](const auto&) {
        return refused(protocol::sent_back(protocol::DraftField::kName, protocol::FieldFault::kSpelling));
    };
    bench.run_to(IssuanceState::kCorrect);
    bench.link.answer = nullptr;
    const auto again = bench.submit(body);
    REQUIRE(again);
    CHECK(*again != *first);
    CHECK(bench.link.ids.size() == 2);
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("the server is told what the applicant comes for, when the programme takes it") {
    using protocol::ApplicationPath;
    REQUIRE(start_crypto());
    Bench bench;
    auto request = bench.city.card_request("Anna");
    request.content.path = ApplicationPath::kReplacement;
    const auto body = *protocol::write_card_request(request);
    REQUIRE(bench.submit(body));
    CHECK(bench.link.last.path == ApplicationPath::kReplacement);
    bench.city.rules["paths"].erase("replacement");
    request.content.number = card::random_number();
    CHECK(error_of(bench.submit(*protocol::write_card_request(request))) == SubmitError::kField);
}

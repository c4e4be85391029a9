#include "tests/bridge/issuance_bench.h"

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

TEST_CASE("an approved card is printed once, and its bytes again make no second") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto body = bench.city.card_request_bytes("Zoë O’Neil");
    const auto words = bench.submit(body);
    REQUIRE(words);
    CHECK(bench.service.view().state == IssuanceState::kWaiting);
    CHECK(*bench.submit(body) == *words);
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.printer.printed() == 1);
    CHECK(*bench.submit(body) == *words);
    bench.context.run_for(50ms);
    CHECK(bench.printer.printed() == 1);
    CHECK(bench.link.ids.size() == 1);
}

TEST_CASE("other content is another issuance with other words, and the former is taken back") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto first = bench.submit(bench.city.card_request_bytes("Zoë O’Neil"));
    const auto second = bench.submit(bench.city.card_request_bytes("Zoé O’Neil"));
    REQUIRE(first);
    REQUIRE(second);
    CHECK(*first != *second);
    CHECK(bench.link.cancels == 1);
    CHECK(bench.link.ids.size() == 2);
    CHECK(bench.service.view().words == *second);
}

TEST_CASE("a denial, a full store and a refusal are told apart") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.answer = [](const auto&) { return refused(protocol::denial(protocol::DenialReason::kPapers)); };
    bench.run_to(IssuanceState::kDenied);
    CHECK(bench.service.view().reason == "papers");
    bench.link.answer = nullptr;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.refusal = LinkError::kStoreFull;
    bench.run_to(IssuanceState::kFailed);
    CHECK(bench.service.view().error == "store_full");
    bench.link.refusal = std::nullopt;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.refusal = LinkError::kRefused;
    bench.run_to(IssuanceState::kFailed);
    CHECK(bench.service.view().error == "server_refused");
    CHECK(bench.printer.printed() == 0);
}

TEST_CASE("a kiosk that is suspended or removed says so, at first and while it waits, and prints nothing") {
    REQUIRE(start_crypto());
    for (const auto& [refusal, error] :
         {std::pair{LinkError::kSuspended, "kiosk_suspended"}, std::pair{LinkError::kUnknownKiosk, "kiosk_unknown"}}) {
        Bench bench;
        bench.link.refusal = refusal;
        REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
        bench.run_to(IssuanceState::kFailed);
        CHECK(bench.service.view().error == error);
        bench.link.refusal = std::nullopt;
        REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
        bench.run_to(IssuanceState::kWaiting);
        bench.link.refusal = refusal;
        bench.run_to(IssuanceState::kFailed);
        CHECK(bench.service.view().error == error);
        CHECK(bench.service.server_ok());
        CHECK(bench.printer.printed() == 0);
    }
}

TEST_CASE("a server that wants to be asked later is asked later, with the same words") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.link.refusal = LinkError::kBusy;
    const auto words = bench.submit(bench.city.card_request_bytes("Anna"));
    REQUIRE(words);
    bench.run_to(IssuanceState::kWaiting);
    CHECK(bench.service.server_ok());
    bench.link.refusal = std::nullopt;
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.link.ids.size() == 1);
    CHECK(bench.service.view().words == *words);
}

TEST_CASE("a stale challenge is replaced, the words stay") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.link.stale = 1;
    const auto words = bench.submit(bench.city.card_request_bytes("Anna"));
    REQUIRE(words);
    CHECK(bench.link.challenges == 2);
    bench.link.stale = 1;
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.link.ids.size() == 1);
}

TEST_CASE("a server that is gone at first is said; one that goes while waiting is waited for") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.link.gone = true;
    CHECK(error_of(bench.submit(bench.city.card_request_bytes("Anna"))) == SubmitError::kServerGone);
    CHECK(bench.service.view().state == IssuanceState::kIdle);
    bench.link.gone = false;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.gone = true;
    bench.run_until([&] { return !bench.service.server_ok(); });
    CHECK(bench.service.view().state == IssuanceState::kWaiting);
    bench.link.gone = false;
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.service.server_ok());
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("a server that is back is known to be at once, without news of the issuance") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.gone = true;
    bench.run_until([&] { return !bench.service.server_ok(); });
    bench.link.patience = 1h;
    bench.link.gone = false;
    bench.run_until([&] { return bench.service.server_ok(); });
    CHECK(bench.service.view().state == IssuanceState::kWaiting);
}

TEST_CASE("a receipt that is false, expired, or for other content prints nothing") {
    REQUIRE(start_crypto());
    const auto attempt =
        [](const std::function<void(Bench&, protocol::Answer&, const protocol::KioskRequest&)>& spoil) {
            Bench bench;
            REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
            bench.link.answer = [&](const protocol::KioskRequest& request) {
                auto answer = bench.city.approval(request, kNow);
                spoil(bench, answer, request);
                return answer;
            };
            bench.run_to(IssuanceState::kFailed);
            CHECK(bench.service.view().error == "receipt_refused");
            CHECK(bench.printer.printed() == 0);
        };
    attempt([](Bench&, protocol::Answer& answer, const auto&) { answer.receipt[130] ^= 1; });
    attempt([](Bench&, protocol::Answer& answer, const auto&) { answer.issuer_signature[3] ^= 1; });
    attempt([](Bench& bench, protocol::Answer& answer, const auto& request) {
        answer.receipt = protocol::write_receipt(request, kNow, bench.city.receipts);
    });
    attempt([](Bench& bench, protocol::Answer& answer, protocol::KioskRequest request) {
        request.payload_hash[0] ^= 1;
        answer.receipt = protocol::write_receipt(request, kNow + 900, bench.city.receipts);
    });
    attempt([](Bench&, protocol::Answer& answer, const auto& request) {
        answer.receipt = protocol::write_receipt(request, kNow + 900, signing_key::generate());
    });
}

TEST_CASE("a printer that needs something is waited for while the receipt is good, and the receipt is not used up") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.printer.set_status({PrinterState::kNeeds, PrinterNeed::kMedia});
    const auto body = bench.city.card_request_bytes("Anna");
    const auto words = bench.submit(body);
    REQUIRE(words);
    bench.approve();
    bench.run_to(IssuanceState::kApproved);
    CHECK(error_of(bench.submit(bench.city.card_request_bytes("Bea"))) == SubmitError::kBusy);
    CHECK(bench.submit(body) == words);
    const auto cancelled = bench.cancel();
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error() == SubmitError::kApproved);
    CHECK(bench.printer.printed() == 0);
    bench.printer.set_status({PrinterState::kReady, PrinterNeed::kNone});
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("a printer that is not helped in time fails when the receipt expires") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.printer.set_status({PrinterState::kNeeds, PrinterNeed::kMedia});
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.approve();
    bench.run_to(IssuanceState::kApproved);
    bench.clock.set(kNow + protocol::kReceiptSeconds);
    bench.run_to(IssuanceState::kFailed);
    CHECK(bench.service.view().error == "printer_needs");
    CHECK(bench.printer.printed() == 0);
}

TEST_CASE("a job that fails uses the receipt up and is told") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.printer.fail_next(PrintError::kAborted);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.approve();
    bench.run_to(IssuanceState::kFailed);
    CHECK(bench.service.view().error == "printer_failed");
    CHECK(bench.printer.printed() == 0);
    bench.run_until([&] { return bench.journal.unfinished() == 0; });
}

TEST_CASE("a card that has to be turned by hand waits for a hand, and then has its back") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.printer.set_one_sided(true);
    bench.service.turned();
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.approve();
    bench.run_until([&] { return bench.service.view().turn; });
    CHECK(bench.service.view().state == IssuanceState::kPrinting);
    CHECK(event_text(bench.service.view(), true, {}).find(R"("turn":true)") != std::string::npos);
    CHECK(bench.printer.printed() == 0);
    bench.service.turned();
    bench.run_to(IssuanceState::kPrinted);
    CHECK_FALSE(bench.service.view().turn);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("cancel takes back what waits; leave forgets at once") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    REQUIRE(bench.cancel());
    CHECK(bench.service.view().state == IssuanceState::kCancelled);
    CHECK(bench.link.cancels == 1);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.service.leave();
    CHECK(bench.service.view().state == IssuanceState::kIdle);
    bench.run_until([&] { return bench.link.cancels == 2; });
    bench.approve();
    bench.context.run_for(100ms);
    CHECK(bench.printer.printed() == 0);
}

TEST_CASE("a cancel that meets the storing of an approval is too late, and the card is printed") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.storing = true;
    bench.start_cancel();
    bench.run_until([&] { return bench.link.cancels > 0; });
    bench.context.run_for(50ms);
    CHECK_FALSE(bench.cancelled);
    CHECK(bench.service.view().state == IssuanceState::kWaiting);
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    bench.run_until([&] { return bench.cancelled.has_value(); });
    REQUIRE_FALSE(*bench.cancelled);
    CHECK(bench.cancelled->error() == SubmitError::kApproved);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("a cancel that a server cannot answer waits for it, and what it had approved before is printed") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.gone = true;
    bench.run_until([&] { return !bench.service.server_ok(); });
    bench.start_cancel();
    bench.context.run_for(50ms);
    CHECK_FALSE(bench.cancelled);
    bench.approve();
    bench.link.gone = false;
    bench.run_until([&] { return bench.cancelled.has_value(); });
    REQUIRE_FALSE(*bench.cancelled);
    CHECK(bench.cancelled->error() == SubmitError::kApproved);
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.link.cancels == 0);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("a cancel that waits for the server ends when the applicant leaves") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.link.gone = true;
    bench.start_cancel();
    bench.context.run_for(50ms);
    CHECK_FALSE(bench.cancelled);
    bench.service.leave();
    bench.run_until([&] { return bench.cancelled.has_value(); });
    CHECK(*bench.cancelled);
    CHECK(bench.service.view().state == IssuanceState::kIdle);
}

TEST_CASE("what was approved while other content was being made is printed, and the other is told to wait") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto first = bench.submit(bench.city.card_request_bytes("Anna"));
    REQUIRE(first);
    bench.link.asked_again = [&] { bench.approve(); };
    CHECK(error_of(bench.submit(bench.city.card_request_bytes("Bea"))) == SubmitError::kBusy);
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.service.view().words == *first);
    CHECK(bench.link.ids.size() == 1);
    CHECK(bench.link.cancels == 0);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("what cannot be printed or asked for is said, each by its name") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.city.rules["fields"] = {"gender"};
    bench.city.rules["markers"] = json::array();
    const auto with = [&](const std::function<void(protocol::CardRequest&)>& change) {
        auto request = bench.city.card_request("Anna");
        change(request);
        return error_of(bench.submit(*protocol::write_card_request(request)));
    };
    CHECK(error_of(bench.submit(bytes{1, 2, 3})) == SubmitError::kCardRequest);
    CHECK(with([](auto& r) { r.content.name = " Anna"; }) == SubmitError::kRecord);
    CHECK(with([](auto& r) { r.content.dob = "2030-01-01"; }) == SubmitError::kRecord);
    CHECK(with([](auto& r) { r.content.dob = "1990-02-30"; }) == SubmitError::kRecord);
    CHECK(with([](auto& r) { r.content.number[0] = r.content.number[0] == '0' ? '1' : '0'; }) == SubmitError::kNumber);
    CHECK(with([](auto& r) { r.content.gender = "a  b"; }) == SubmitError::kGender);
    CHECK(with([](auto& r) { r.content.note = "Penicillin"; }) == SubmitError::kField);
    CHECK(with([](auto& r) { r.content.markers = {"donor"}; }) == SubmitError::kField);
    CHECK(with([](auto& r) { r.sealed[0] = 0; }) == SubmitError::kEnvelope);
    CHECK(with([](auto& r) { r.sealed[7] = 2; }) == SubmitError::kEpoch);
    bench.renderer.error = RenderError::kGlyphMissing;
    CHECK(with([](auto&) {}) == SubmitError::kGlyphMissing);
    bench.renderer.error = RenderError::kGender;
    CHECK(with([](auto&) {}) == SubmitError::kGender);
    bench.renderer.error = RenderError::kField;
    CHECK(with([](auto&) {}) == SubmitError::kFieldDoesNotFit);
    bench.renderer.error = RenderError::kNameDoesNotFit;
    CHECK(with([](auto&) {}) == SubmitError::kNameDoesNotFit);
    bench.renderer.error.reset();
    bench.printer.set_status({PrinterState::kUnreachable, PrinterNeed::kNone});
    CHECK(with([](auto&) {}) == SubmitError::kPrinter);
    bench.has_manifest = false;
    CHECK(with([](auto&) {}) == SubmitError::kNoManifest);
    CHECK(bench.link.ids.empty());
}

namespace {

struct NumberedBench : Bench {
    NumberedBench() {
        city.rules["services"] = json::array({{{"id", "library"},
                                               {"name", "Library"},
                                               {"symbology", "codabar"},
                                               {"check", "luhn"},
                                               {"length", 14},
                                               {"required", true}}});
        numbers.add_number("library", "30234000517861");
    }
};

}  // namespace

TEST_CASE("a card that is denied, taken back or left gives its service numbers back; a printed one keeps them") {
    REQUIRE(start_crypto());
    NumberedBench bench;
    const auto submit = [&] {
        REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
        CHECK(bench.numbers.left("library") == 0);
    };
    submit();
    REQUIRE(bench.cancel());
    CHECK(bench.numbers.left("library") == 1);
    submit();
    bench.service.leave();
    CHECK(bench.numbers.left("library") == 1);
    submit();
    bench.link.answer = [](const auto&) { return refused(protocol::denial(protocol::DenialReason::kPapers)); };
    bench.run_to(IssuanceState::kDenied);
    CHECK(bench.numbers.left("library") == 1);
    bench.link.answer = nullptr;
    submit();
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    bench.service.leave();
    CHECK(bench.numbers.left("library") == 0);
    CHECK(error_of(bench.submit(bench.city.card_request_bytes("Bea"))) == SubmitError::kNumbersEmpty);
}

TEST_CASE("a job that fails after it left keeps its service numbers: nobody knows what is in the tray") {
    REQUIRE(start_crypto());
    NumberedBench bench;
    bench.printer.fail_next(PrintError::kLost);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.approve();
    bench.run_to(IssuanceState::kTray);
    bench.service.leave();
    CHECK(bench.numbers.left("library") == 0);
}

TEST_CASE("a service number that cannot be marked as used prints nothing, and uses no receipt up") {
    REQUIRE(start_crypto());
    NumberedBench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.numbers.refuse_writes();
    bench.approve();
    bench.run_to(IssuanceState::kFailed);
    CHECK(bench.service.view().error == "printer_failed");
    CHECK(bench.printer.printed() == 0);
    bench.run_until([&] { return bench.journal.unfinished() == 0; });
    CHECK(bench.journal.mark_used(*bench.link.ids.begin(), kNow + 900, kNow));
}

TEST_CASE("an issuance is under way from the words to the card, and at no other time") {
    REQUIRE(start_crypto());
    Bench bench;
    CHECK(bench.service.is_idle());
    bench.printer.set_status({PrinterState::kNeeds, PrinterNeed::kMedia});
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    CHECK_FALSE(bench.service.is_idle());
    bench.approve();
    bench.run_to(IssuanceState::kApproved);
    CHECK_FALSE(bench.service.is_idle());
    bench.printer.set_status({PrinterState::kReady, PrinterNeed::kNone});
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.service.is_idle());
}

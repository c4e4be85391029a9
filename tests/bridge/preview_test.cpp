// The card that the applicant looks at before anyone is asked for it.
#include "bridge/render/preview.h"

#include "tests/bridge/issuance_bench.h"

#include <array>
#include <optional>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

std::shared_ptr<bytes> body_of(const protocol::CardRequest& request) {
    return std::make_shared<bytes>(*protocol::write_card_request(request));
}

SubmitError error_of(const Bench::Preview& drawn) {
    REQUIRE_FALSE(drawn);
    return drawn.error();
}

}  // namespace

TEST_CASE("a preview asks nobody, takes no number, needs no record, and leaves nothing of what was typed") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.city.rules["services"][0]["required"] = true;  // of which this kiosk has no number
    auto request = bench.city.card_request("Zoë O’Neil");
    request.sealed = {};
    const auto body = body_of(request);
    const auto drawn = bench.preview(body);
    REQUIRE(drawn);
    CHECK(std::ranges::any_of(bench.renderer.drawn, [](const auto& one) { return one.second == "Zoë O’Neil"; }));
    CHECK(body->empty());
    CHECK(bench.link.ids.empty());
    CHECK(bench.service.view().state == IssuanceState::kIdle);
    CHECK(bench.service.is_idle());
    CHECK(error_of(bench.submit(bench.city.card_request_bytes("Zoë O’Neil"))) == SubmitError::kNumbersEmpty);
}

TEST_CASE("a preview shows the services that were chosen alone, each in its own place, with nobody's number") {
    REQUIRE(start_crypto());
    Bench bench;
    auto request = bench.city.card_request("Anna");
    REQUIRE(bench.preview(body_of(request)));
    CHECK(bench.renderer.services.size() == 3);
    request.content.services = std::vector<std::string>();
    REQUIRE(bench.preview(body_of(request)));
    CHECK(bench.renderer.services.empty());
    request.content.services = std::vector<std::string>{"transit"};
    REQUIRE(bench.preview(body_of(request)));
    REQUIRE(bench.renderer.services.size() == 1);
    CHECK(bench.renderer.services[0].id == "transit");
    CHECK(bench.renderer.services[0].place == 2);
    CHECK(bench.renderer.services[0].number == "0000000000000000");
}

TEST_CASE("a preview says what a card would be refused for") {
    REQUIRE(start_crypto());
    Bench bench;
    auto request = bench.city.card_request("Anna");
    request.content.dob = "2030-01-01";
    CHECK(error_of(bench.preview(body_of(request))) == SubmitError::kRecord);
    request = bench.city.card_request("Anna");
    request.content.address = "12 Shore Road";
    CHECK(error_of(bench.preview(body_of(request))) == SubmitError::kField);
    CHECK(error_of(bench.preview(std::make_shared<bytes>(7))) == SubmitError::kCardRequest);
    bench.renderer.error = RenderError::kNameDoesNotFit;
    CHECK(error_of(bench.preview(body_of(bench.city.card_request("Anna")))) == SubmitError::kNameDoesNotFit);
    bench.has_manifest = false;
    CHECK(error_of(bench.preview(body_of(bench.city.card_request("Anna")))) == SubmitError::kNoManifest);
}

TEST_CASE("no preview is drawn while a card is printed, nor while another is drawn") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    CHECK(bench.preview(body_of(bench.city.card_request("Anna"))));
    std::optional<SubmitError> refused_while;
    bench.on_change = [&] {
        const auto state = bench.service.view().state;
        if (state == IssuanceState::kPrinting && !refused_while)
            asio::co_spawn(bench.context, bench.service.preview(body_of(bench.city.card_request("Anna"))),
                           [&](const std::exception_ptr&, auto drawn) {
                               refused_while = drawn ? SubmitError::kInternal : drawn.error();
                           });
    };
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    bench.run_until([&] { return refused_while.has_value(); });
    CHECK(refused_while == SubmitError::kBusy);
    bench.on_change = nullptr;

    std::array<std::optional<Bench::Preview>, 2> both;
    for (auto& each : both)
        asio::co_spawn(bench.context, bench.service.preview(body_of(bench.city.card_request("Anna"))),
                       [&](const std::exception_ptr&, auto drawn) { each = std::move(drawn); });
    bench.run_until([&] { return both[0] && both[1]; });
    CHECK(both[0]->has_value());
    CHECK(error_of(*both[1]) == SubmitError::kBusy);
}

TEST_CASE("an applicant who leaves while a preview is drawn leaves none behind") {
    REQUIRE(start_crypto());
    Bench bench;
    std::optional<Bench::Preview> out;
    asio::co_spawn(bench.context, bench.service.preview(body_of(bench.city.card_request("Anna"))),
                   [&](const std::exception_ptr&, auto drawn) { out = std::move(drawn); });
    asio::post(bench.context, [&] { bench.service.leave(); });
    bench.run_until([&] { return out.has_value(); });
    CHECK(error_of(*out) == SubmitError::kBusy);
}

// The optional fields and service numbers of a card: accepted as the programme says, drawn once, given back.
#include "bridge/issuance/order.h"
#include "bridge/numbers/memory_numbers.h"
#include "tests/bridge/city.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

const std::string kFirst = "30234000517861";
const std::string kSecond = "33191000105864";

json library(bool required) {
    return {{"id", "library"}, {"name", "Library"}, {"symbology", "codabar"},
            {"check", "luhn"}, {"length", 14},      {"required", required}};
}

class NoPicture final : public Renderer {
public:
    std::expected<UnsignedFaces, RenderError> draw(const CardParts& parts) override {
        seen = parts;
        if (refuses)
            return std::unexpected(RenderError::kField);
        return UnsignedFaces{{Raster(4, 4), Raster(4, 4)}, {0, 0, 30, 30}};
    }
    CardParts seen;
    bool refuses = false;
};

struct Counter {
    City city;
    MemoryNumbers numbers{[](std::uint32_t) { return 0U; }};
    NoPicture renderer;

    explicit Counter(bool required = true) {
        REQUIRE(start_crypto());
        city.rules["services"] = json::array({library(required)});
        city.rules["fields"] = {"gender", "emergency", "note"};
        city.rules["markers"] = json::array({{{"id", "veteran"}, {"text", "Veteran"}}});
    }
    std::expected<std::unique_ptr<Order>, SubmitError> order(const protocol::CardRequest& request) {
        auto manifest = protocol::parse_manifest(city.manifest_payload(1));
        REQUIRE(manifest);
        return make_order(*protocol::write_card_request(request),
                          std::make_shared<const CurrentManifest>(CurrentManifest{std::move(*manifest), ""}),
                          protocol::kiosk_id(city.kiosk.public_half), *date::from_ymd(2027, 1, 15), numbers, renderer);
    }
    std::expected<std::unique_ptr<Order>, SubmitError> order() { return order(city.card_request("Anna")); }
    std::optional<SubmitError> refusal_of(const std::function<void(protocol::CardContent&)>& change) {
        auto request = city.card_request("Anna");
        change(request.content);
        const auto made = order(request);
        return made ? std::nullopt : std::optional(made.error());
    }
};

}  // namespace

TEST_CASE("a card takes one number of each service, and prints it with the service's name") {
    Counter counter;
    counter.numbers.add_number("library", kFirst);
    counter.numbers.add_number("library", kSecond);
    const auto order = counter.order();
    REQUIRE(order);
    REQUIRE(counter.renderer.seen.services.size() == 1);
    CHECK(counter.renderer.seen.services[0].number == kFirst);
    CHECK(counter.renderer.seen.text.at("service-1-name") == "Library");
    CHECK(counter.renderer.seen.text.at("service-1-number") == "3023 4000 5178 61");
    CHECK(counter.numbers.left("library") == 1);
}

TEST_CASE("a number that came on no card goes back, and the next card takes it") {
    Counter counter;
    counter.numbers.add_number("library", kFirst);
    counter.numbers.add_number("library", kSecond);
    REQUIRE(counter.order());  // dropped at once
    CHECK(counter.numbers.left("library") == 2);
    counter.renderer.refuses = true;
    REQUIRE_FALSE(counter.order());
    CHECK(counter.numbers.left("library") == 2);
    counter.renderer.refuses = false;
    REQUIRE(counter.order());
    CHECK(counter.renderer.seen.services[0].number == kFirst);
}

TEST_CASE("a number that may be on a card never goes back") {
    Counter counter;
    counter.numbers.add_number("library", kFirst);
    {
        const auto order = counter.order();
        REQUIRE(order);
        REQUIRE((*order)->numbers.keep());
    }
    CHECK(counter.numbers.left("library") == 0);
    const auto second = counter.order();
    REQUIRE_FALSE(second);
    CHECK(second.error() == SubmitError::kNumbersEmpty);
}

TEST_CASE("a service that is not required is left off when it has no number; a required one stops the card") {
    Counter needed(true);
    const auto none = needed.order();
    REQUIRE_FALSE(none);
    CHECK(none.error() == SubmitError::kNumbersEmpty);
    Counter spare(false);
    REQUIRE(spare.order());
    CHECK(spare.renderer.seen.services.empty());
    CHECK_FALSE(spare.renderer.seen.text.contains("service-1-name"));
}

TEST_CASE("an applicant who does not want a service has no number of it; a required one is on every card") {
    const bool required = GENERATE(true, false);
    Counter counter(required);
    counter.numbers.add_number("library", kFirst);
    auto request = counter.city.card_request("Anna");
    request.content.services = std::vector<std::string>();
    const auto order = counter.order(request);
    REQUIRE(order);
    CHECK(counter.renderer.seen.services.size() == (required ? 1 : 0));
    CHECK(counter.numbers.left("library") == (required ? 0 : 1));
}

TEST_CASE("a number with a wrong check digit is printed on no card") {
    Counter counter(false);
    counter.numbers.add_number("library", "35555000012349");
    const auto made = counter.order();
    REQUIRE_FALSE(made);
    CHECK(made.error() == SubmitError::kNumbersDamaged);
}

TEST_CASE("what the programme does not print is refused by name; what it prints is on the card") {
    Counter counter(false);
    CHECK(counter.refusal_of([](auto& c) { c.address = "12 Shore Road"; }) == SubmitError::kField);
    CHECK(counter.refusal_of([](auto& c) { c.markers = {"donor"}; }) == SubmitError::kField);
    CHECK(counter.refusal_of([](auto& c) { c.services = {"laundry"}; }) == SubmitError::kField);
    CHECK(counter.refusal_of([](auto& c) { c.note = "two  spaces"; }) == SubmitError::kField);
    CHECK(counter.refusal_of([](auto& c) { c.note = std::string(97, 'x'); }) == SubmitError::kField);
    CHECK(counter.refusal_of([](auto& c) { c.note = "\u202Eabc"; }) == SubmitError::kField);
    CHECK_FALSE(counter.refusal_of([](auto& c) {
        c.emergency = "Ben Lee, 555 0100";
        c.note = "Penicillin";
        c.markers = {"veteran"};
    }));
    const auto& text = counter.renderer.seen.text;
    CHECK(text.at("emergency") == "Ben Lee, 555\u00A00100");  // a telephone number stays in one line
    CHECK(text.at("note-label") == "Medical note");
    CHECK(text.at("marker-veteran") == "Veteran");
    CHECK_FALSE(text.contains("address-label"));
}

TEST_CASE("a programme that prints no gender refuses one") {
    Counter counter(false);
    counter.city.rules["fields"] = json::array();
    CHECK(counter.refusal_of([](auto& c) { c.gender = "X"; }) == SubmitError::kField);
    CHECK_FALSE(counter.refusal_of([](auto&) {}));
}

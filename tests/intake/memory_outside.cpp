#include "tests/intake/memory_outside.h"

#include "base/crypto.h"

#include <nlohmann/json.hpp>

#include <cstdlib>

namespace porchlight::tests {
namespace {

date the_day() {
    if (!start_crypto())
        std::abort();
    return *date::from_ymd(2026, 11, 23);
}

}  // namespace

std::string manifest_payload(const std::string& epoch_key) {
    using nlohmann::json;
    const json adult = {{"id", "adult"}, {"min_age", 1}, {"max_age", 120}, {"validity_years", 5}};
    const std::string key(64, 'a');
    return json{{"v", 1},
                {"type", "manifest"},
                {"city", "City of Lakehaven"},
                {"serial", 3},
                {"expires", 1'900'000'000},
                {"programme",
                 {{"name", "Lakehaven City Card"},
                  {"classes", json::array({adult})},
                  {"session", {{"warning_after_s", 90}, {"warning_lasts_s", 30}}}}},
                {"epoch", {{"id", 7}, {"public_key", epoch_key}, {"end", "2027-01-01"}, {"destroy", "2034-01-01"}}},
                {"issuers", json::array({{{"public_key", key}, {"withdrawn", false}}})},
                {"receipts", json::array({{{"public_key", key}}})}}
        .dump();
}

Kiosk::Kiosk(const std::string& epoch_key) : flow(outside, the_day(), 0) {
    flow.tick(intake::milliseconds(1000));
    flow.manifest_came(manifest_payload(epoch_key));
}

void Kiosk::type_date(std::string_view year, std::string_view month, std::string_view day) {
    flow.type(intake::Field::kYear, year);
    flow.type(intake::Field::kMonth, month);
    flow.type(intake::Field::kDay, day);
}

void Kiosk::take_photo() {
    flow.camera_frame(grey_photo());
    press("photo-take");
}

void Kiosk::go_to_review(std::string_view name) {
    press("start");
    flow.type(intake::Field::kName, name);
    press("continue");
    type_date("1990", "3", "12");
    press("continue");
    press("continue");
    take_photo();
    press("continue");
}

void Kiosk::go_to_words() {
    press("ready");
    flow.issuance_answered(200, R"({"words":["apple","river","stone"]})");
    flow.bridge_said(R"({"issuance":{"state":"waiting","words":["apple","river","stone"]}})");
}

void Kiosk::go_to_code() {
    go_to_words();
    flow.bridge_said(R"({"issuance":{"state":"waiting","words":["apple","river","stone"],"codes":true}})");
}

}  // namespace porchlight::tests

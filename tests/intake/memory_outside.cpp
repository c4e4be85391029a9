#include "tests/intake/memory_outside.h"

#include "base/crypto.h"

#include <cstdlib>

namespace porchlight::tests {
namespace {

date the_day() {
    if (!start_crypto())
        std::abort();
    return *date::from_ymd(2026, 11, 23);
}

}  // namespace

json plain_programme() {
    auto languages = json::array();
    for (std::size_t i = 0; i < intake::kLanguageCount; ++i)
        languages.push_back(intake::kLanguages[i].tag);
    return {{"name", "Lakehaven City Card"},
            {"languages", languages},
            {"classes", json::array({{{"id", "adult"}, {"min_age", 1}, {"max_age", 120}, {"validity_years", 5}}})},
            {"session", {{"warning_after_s", 90}, {"warning_lasts_s", 30}}}};
}

json full_programme() {
    return json::parse(R"json({
"name": "Lakehaven City Card", "languages": ["en", "es"],
"promise": {"en": "Two things are kept, sealed.", "es": "Se guardan dos cosas, selladas."},
"classes": [
  {"id": "child", "min_age": 2, "max_age": 13, "validity_years": 2},
  {"id": "teen", "min_age": 14, "max_age": 17, "validity_years": 5},
  {"id": "adult", "min_age": 18, "max_age": 64, "validity_years": 5},
  {"id": "senior", "min_age": 65, "max_age": 200, "validity_years": null}],
"paths": {"new": {}, "renewal": {"days_before": 60, "days_after": 180, "bring": {"en": "Your old card.", "es": "Su tarjeta."}},
  "replacement": {}, "correction": {"bring": {"en": "Your card.", "es": "Su tarjeta."}}},
"documents": {
  "ask": {"kind": "rules"},
  "needs": [
    {"id": "photo", "text": {"en": "A paper with your photo", "es": "Un papel con su foto"}, "classes": ["teen", "adult", "senior"]},
    {"id": "birth", "text": {"en": "A paper with your date of birth", "es": "Un papel con su fecha de nacimiento"}},
    {"id": "residency", "text": {"en": "A paper that you live here", "es": "Un papel de que vive aquí"}}],
  "papers": [
    {"id": "passport", "kind": "identity", "proves": ["photo", "birth"], "points": 3, "text": {"en": "Passport", "es": "Pasaporte"}},
    {"id": "birth-certificate", "kind": "identity", "proves": ["birth"], "points": 2, "text": {"en": "Birth certificate", "es": "Acta de nacimiento"}},
    {"id": "lease", "kind": "residency", "proves": ["residency"], "points": 1, "text": {"en": "Lease", "es": "Contrato"}},
    {"id": "tie", "kind": "other", "proves": [], "points": 0, "text": {"en": "Court paper", "es": "Papel de la corte"}}],
  "ways": [{"id": "care-of", "for": "residency", "text": {"en": "Care-of letter", "es": "Carta"},
    "how": {"en": "Ask an agency.", "es": "Pida a una agencia."}}]},
"caretaker": {"classes": ["child"], "text": {"en": "A caretaker comes along.", "es": "Viene un cuidador."}},
"appeal": {"en": "Write to City Hall.", "es": "Escriba al ayuntamiento."},
"services": [
  {"id": "library", "name": "Library", "symbology": "codabar", "check": "luhn", "length": 14, "required": true,
   "text": {"en": "Library card", "es": "Biblioteca"}, "shares": {"en": "Only a number.", "es": "Solo un número."}},
  {"id": "transit", "name": "Transit", "symbology": "code128", "check": "luhn", "length": 16, "required": false,
   "text": {"en": "Bus card", "es": "Autobús"}, "shares": {"en": "Only a number.", "es": "Solo un número."}}],
"markers": [{"id": "veteran", "text": "Veteran", "label": {"en": "I am a veteran", "es": "Soy veterana"}},
  {"id": "donor", "text": "Organ donor", "label": {"en": "I am a donor", "es": "Soy donante"}}],
"fields": ["gender", "emergency", "note"],
"session": {"warning_after_s": 90, "warning_lasts_s": 30}})json");
}

std::string manifest_payload(const std::string& epoch_key, const json& programme) {
    const std::string key(64, 'a');
    return json{{"v", 1},
                {"type", "manifest"},
                {"city", "City of Lakehaven"},
                {"serial", 3},
                {"expires", 1'900'000'000},
                {"programme", programme},
                {"epoch", {{"id", 7}, {"public_key", epoch_key}, {"end", "2027-01-01"}, {"destroy", "2034-01-01"}}},
                {"issuers", json::array({{{"public_key", key}, {"withdrawn", false}}})},
                {"receipts", json::array({{{"public_key", key}}})}}
        .dump();
}

const std::string Kiosk::kEpochKey = std::string(62, '0') + "09";

Kiosk::Kiosk(const std::string& epoch_key) : flow(outside, the_day(), 0) {
    flow.tick(intake::milliseconds(1000));
    flow.manifest_came(manifest_payload(epoch_key));
}

Kiosk::Kiosk(const json& programme) : flow(outside, the_day(), 0) {
    flow.tick(intake::milliseconds(1000));
    flow.manifest_came(manifest_payload(kEpochKey, programme));
}

void Kiosk::press(std::string_view id) {
    flow.activate(id);
    for (; draws_at_once && drawn < outside.previews.size(); ++drawn)
        flow.preview_answered(200, bytes(intake::kPreviewBytes, 200));
}

void Kiosk::type_date(std::string_view year, std::string_view month, std::string_view day) {
    flow.type(intake::Field::kYear, year);
    flow.type(intake::Field::kMonth, month);
    flow.type(intake::Field::kDay, day);
}

void Kiosk::take_photo() {
    flow.camera_frame(grey_photo());
    press("photo-take");
    press("photo-now");
}

void Kiosk::go_to_first() {
    press("start");
    press("continue");
}

void Kiosk::go_to_name() {
    go_to_first();
    if (step() == intake::Step::kPath)
        press("continue");
    press("papers-skip");
}

void Kiosk::go_past_date(std::string_view name, std::string_view born) {
    flow.type(intake::Field::kName, name);
    press("continue");
    type_date(born.substr(0, 4), born.substr(5, 2), born.substr(8));
    press("continue");
}

void Kiosk::go_to_photo(std::string_view name, std::string_view born) {
    go_past_date(name, born);
    press("caretaker-here");
    if (step() == intake::Step::kCaretaker)
        press("continue");
    if (step() == intake::Step::kEmergency) {
        flow.type(intake::Field::kEmergency, "Luz 555 0101");
        press("continue");
    }
    while (step() == intake::Step::kGender || step() == intake::Step::kExtras || step() == intake::Step::kServices)
        press("continue");
}

void Kiosk::go_to_review(std::string_view name, std::string_view born) {
    go_to_name();
    go_to_photo(name, born);
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

#include "bridge/render/card_text.h"

#include "card/number.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxPrintedTextBytes = 512;
constexpr std::size_t kMaxTemplateName = 64;

constexpr std::array<std::string_view, 12> kMonths{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                   "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

std::string text_of(const json& object, const char* name, std::string_view otherwise) {
    return text_member(object, name, kMaxPrintedTextBytes).value_or(std::string(otherwise));
}

json member(const json& object, const char* name) {
    return object.is_object() ? object.value(name, json::object()) : json::object();
}

bool is_template_symbol(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

}  // namespace

std::string printed_date(const date& day) {
    const std::string number = std::to_string(day.day());
    return (number.size() < 2 ? "0" + number : number) + " " + std::string(kMonths[day.month() - 1]) + " " +
           std::to_string(day.year());
}

CardText card_text(const protocol::Manifest& manifest, const protocol::CardContent& content,
                   const std::optional<date>& expiry) {
    const json card = member(manifest.programme, "card");
    const json labels = member(card, "labels");
    const auto born = date::parse(content.dob);
    CardText out;
    out["city"] = manifest.city;
    out["title"] = text_of(manifest.programme, "name", "");
    out["name"] = content.name;
    out["dob"] = born ? printed_date(*born) : "";
    out["expires"] = expiry ? printed_date(*expiry) : text_of(labels, "no_expiry", "Does not expire");
    out["number"] = card::grouped_number(content.number);
    out["name-label"] = text_of(labels, "name", "Name");
    out["dob-label"] = text_of(labels, "dob", "Date of birth");
    out["expires-label"] = text_of(labels, "expires", "Valid until");
    out["number-label"] = text_of(labels, "number", "Card number");
    if (!content.gender.empty()) {
        out["gender"] = content.gender;
        out["gender-label"] = text_of(labels, "gender", "Gender");
    }
    out["check-at"] = text_of(card, "check_at", "");
    out["found"] = text_of(card, "found", "");
    return out;
}

std::string template_name(const protocol::Manifest& manifest) {
    const auto name = text_member(member(manifest.programme, "card"), "template", kMaxTemplateName).value_or("");
    return std::ranges::all_of(name, is_template_symbol) ? name : "";
}

}  // namespace porchlight::bridge

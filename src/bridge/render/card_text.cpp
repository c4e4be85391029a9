#include "bridge/render/card_text.h"

#include "base/secret_bytes.h"
#include "card/number.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxPrintedTextBytes = 512;

constexpr std::array<std::string_view, 12> kMonths{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                   "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

std::string text_of(const json& object, const char* name, std::string_view otherwise) {
    return text_member(object, name, kMaxPrintedTextBytes).value_or(std::string(otherwise));
}

json member(const json& object, const char* name) {
    return object.is_object() ? object.value(name, json::object()) : json::object();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A telephone number stays in one line: spaces between its digits do not break.
std::string with_whole_numbers(const std::string& words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool inside = i > 0 && i + 1 < words.size() && is_digit(words[i - 1]) && is_digit(words[i + 1]);
        if (words[i] == ' ' && inside)
            out += "\u00A0";
        else
            out += words[i];
    }
    return out;
}

// What the applicant left out has no label either.
void add_field(CardText& out, const json& labels, const char* id, std::string_view label, const std::string& words) {
    if (words.empty())
        return;
    out[id] = with_whole_numbers(words);
    out[std::string(id) + "-label"] = text_of(labels, id, label);
}

// In fours, for whoever must type it.
std::string grouped(std::string_view number) {
    std::string out;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            out += ' ';
        out += number[i];
    }
    return out;
}

}  // namespace

std::string printed_date(const date& day) {
    const std::string number = std::to_string(day.day());
    return (number.size() < 2 ? "0" + number : number) + " " + std::string(kMonths[day.month() - 1]) + " " +
           std::to_string(day.year());
}

CardText card_text(const protocol::Manifest& manifest, const protocol::CardContent& content,
                   const std::optional<date>& expiry, std::span<const protocol::ServiceCode> services) {
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
    add_field(out, labels, "gender", "Gender", content.gender);
    add_field(out, labels, "address", "Address", content.address);
    add_field(out, labels, "emergency", "In an emergency", content.emergency);
    add_field(out, labels, "note", "Medical note", content.note);
    for (const auto& id : content.markers)
        if (const auto* marker = manifest.card.marker(id))
            out["marker-" + id] = marker->text;
    for (const auto& service : services) {
        const auto box = service_box(service.place);
        out[box + "-name"] = service.name;
        out[box + "-number"] = grouped(service.number);
    }
    out["check-at"] = text_of(card, "check_at", "");
    out["found"] = text_of(card, "found", "");
    return out;
}

std::string service_box(std::size_t place) { return "service-" + std::to_string(place); }

void wipe_parts(CardParts& parts) {
    for (auto& [box, words] : parts.text)
        wipe(words);
    for (auto& service : parts.services)
        wipe(service.number);
    wipe(parts.photo);
    parts.text.clear();
    parts.services.clear();
}

}  // namespace porchlight::bridge

// What a programme prints beside name, date of birth, expiry and number: services, markers, optional fields, and
// the template of each class (protocol/PROTOCOL.md, Manifest). Pure functions, any thread.
#pragma once

#include "protocol/service.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::protocol {

// What an applicant may have printed; empty texts always may.
constexpr std::array<std::string_view, 4> kFieldIds{"gender", "address", "emergency", "note"};

struct Marker {
    std::string id;
    std::string text;  // as printed
    json label{};      // what the applicant is asked, by language; nothing where it is not said
};

struct CardRules {
    std::vector<Service> services;  // in the order of their places on the card
    std::vector<Marker> markers;
    std::vector<std::string> fields{"gender"};     // of kFieldIds
    std::map<std::string, std::string> templates;  // class → template; where none is named, fallback
    std::string fallback;

    bool prints(std::string_view field) const;
    const Marker* marker(std::string_view id) const;
    // Empty where the programme names none.
    const std::string& template_for(const std::string& card_class) const;
};

// Of a programme's "services", "markers", "fields" and "card"; each may be missing.
CardRules read_card_rules(ProgrammeReader& reader, const json& programme);

}  // namespace porchlight::protocol

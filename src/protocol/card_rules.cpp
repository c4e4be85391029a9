#include "protocol/card_rules.h"

#include "protocol/card_request.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr std::size_t kMaxMarkerBytes = 96;

void read_markers(ProgrammeReader& reader, const json& programme, CardRules& out) {
    reader.each(programme, "markers", "markers", kMaxMarkers, [&](const json& item, const std::string& place) {
        if (!reader.is_object(item, place, {"id", "text"}, {"label"}))
            return;
        Marker marker{reader.id(item, place, ids_of(out.markers)), reader.line(item, "text", place, kMaxMarkerBytes)};
        if (item.contains("label"))
            marker.label = reader.texts(item, "label", place);
        out.markers.push_back(std::move(marker));
    });
}

// A template's name is also a file's: nothing in it may climb.
std::string read_template(ProgrammeReader& reader, const json& value, const std::string& place) {
    if (value.is_string() && is_id(value.get_ref<const std::string&>()))
        return value.get<std::string>();
    reader.refuse(place, "is not 1 to 32 of a-z, 0-9 and -");
    return "";
}

void read_templates(ProgrammeReader& reader, const json& programme, CardRules& out) {
    const auto card = programme.find("card");
    if (card == programme.end())
        return;
    if (!card->is_object())
        return reader.refuse("card", "is no object");
    if (card->contains("template"))
        out.fallback = read_template(reader, (*card)["template"], "card.template");
    const auto by_class = card->find("templates");
    if (by_class == card->end())
        return;
    if (!by_class->is_object())
        return reader.refuse("card.templates", "is no object");
    for (const auto& [card_class, value] : by_class->items())
        out.templates[card_class] = read_template(reader, value, "card.templates." + card_class);
}

}  // namespace

bool CardRules::prints(std::string_view field) const { return std::ranges::find(fields, field) != fields.end(); }

const Marker* CardRules::marker(std::string_view id) const {
    const auto at = std::ranges::find(markers, id, &Marker::id);
    return at == markers.end() ? nullptr : &*at;
}

const std::string& CardRules::template_for(const std::string& card_class) const {
    const auto at = templates.find(card_class);
    return at == templates.end() ? fallback : at->second;
}

CardRules read_card_rules(ProgrammeReader& reader, const json& programme) {
    CardRules out;
    reader.each(programme, "services", "services", kMaxServices, [&](const json& item, const std::string& place) {
        out.services.push_back(read_service(reader, item, place, ids_of(out.services)));
    });
    read_markers(reader, programme, out);
    const std::vector<std::string> known(kFieldIds.begin(), kFieldIds.end());
    if (programme.contains("fields"))
        out.fields = reader.ids(programme, "fields", "", known);
    read_templates(reader, programme, out);
    return out;
}

}  // namespace porchlight::protocol

#include "protocol/card_rules.h"

#include "protocol/card_request.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr std::size_t kMaxMarkerBytes = 96;
constexpr std::size_t kMaxIdBytes = 32;

std::optional<Marker> parse_marker(const json& object) {
    if (!has_exactly(object, {"id", "text"}))
        return std::nullopt;
    auto id = text_member(object, "id", kMaxIdBytes);
    auto text = text_member(object, "text", kMaxMarkerBytes);
    if (!id || !is_id(*id) || !text || text->empty())
        return std::nullopt;
    return Marker{std::move(*id), std::move(*text)};
}

// A missing list is an empty one. Ids are used once.
template <class T, class Parse>
bool read_list(const json& programme, const char* name, std::size_t max, Parse parse, std::vector<T>& out) {
    const auto at = programme.find(name);
    if (at == programme.end())
        return true;
    if (!at->is_array() || at->size() > max)
        return false;
    for (const auto& item : *at) {
        auto parsed = parse(item);
        if (!parsed || std::ranges::find(out, parsed->id, &T::id) != out.end())
            return false;
        out.push_back(std::move(*parsed));
    }
    return true;
}

bool read_fields(const json& programme, std::vector<std::string>& out) {
    const auto at = programme.find("fields");
    if (at == programme.end())
        return true;
    if (!at->is_array() || at->size() > kFieldIds.size())
        return false;
    out.clear();
    for (const auto& item : *at) {
        if (!item.is_string() || std::ranges::find(kFieldIds, item.get<std::string>()) == kFieldIds.end())
            return false;
        out.push_back(item.get<std::string>());
    }
    return true;
}

// A template's name is also a file's: nothing in it may climb.
bool read_template(const json& value, std::string& out) {
    if (!value.is_string() || !is_id(value.get_ref<const std::string&>()))
        return false;
    out = value.get<std::string>();
    return true;
}

bool read_templates(const json& programme, CardRules& out) {
    const auto card = programme.find("card");
    if (card == programme.end())
        return true;
    if (!card->is_object() || (card->contains("template") && !read_template((*card)["template"], out.fallback)))
        return false;
    if (!card->contains("templates"))
        return true;
    const auto& by_class = (*card)["templates"];
    return by_class.is_object() && std::ranges::all_of(by_class.items(), [&](const auto& item) {
               return read_template(item.value(), out.templates[item.key()]);
           });
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

std::optional<CardRules> parse_card_rules(const json& programme) {
    CardRules out;
    if (!read_list(programme, "services", kMaxServices, parse_service, out.services) ||
        !read_list(programme, "markers", kMaxMarkers, parse_marker, out.markers) ||
        !read_fields(programme, out.fields) || !read_templates(programme, out))
        return std::nullopt;
    return out;
}

}  // namespace porchlight::protocol

#include "bridge/render/card_template.h"

#include "base/encoding.h"
#include "bridge/render/art.h"
#include "bridge/render/barcode.h"
#include "bridge/render/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace porchlight::bridge {
namespace {

using Colours = std::map<std::string, Colour>;
using Fault = std::unexpected<TemplateFault>;
struct Wanted {
    const char* box;
    double width_mm, height_mm;
};

constexpr double kCardWidth_mm = 85.6;
constexpr double kCardHeight_mm = 53.98;
constexpr double kSlack_mm = 0.05;
// A line of text is about this many times as high as its x.
constexpr double kLinePerX = 2.4;
constexpr int kNameLines = 3;
// 18 x 23 mm: a face of that size can still be compared with a person's. The code: 49 modules, and its quiet zone.
constexpr std::array<Wanted, 5> kFrontBoxes{
    {{"photo", 18, 23}, {"name", 30, 0}, {"dob", 16, 0}, {"expires", 16, 0}, {"number", 20, 0}}};
constexpr std::array<Wanted, 1> kBackBoxes{{{"code", 24.2, 24.2}}};

std::string mm(double value) {
    const auto tenths = std::lround(value * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " mm";
}

std::optional<double> number_member(const json& object, const char* name, double min, double max) {
    const auto at = object.find(name);
    if (at == object.end() || !at->is_number())
        return std::nullopt;
    const auto value = at->get<double>();
    return value >= min && value <= max ? std::optional(value) : std::nullopt;
}

// "#RRGGBB", or the name of one of the template's colours.
std::optional<Colour> colour_of(const json& value, const Colours& colours) {
    if (!value.is_string())
        return std::nullopt;
    auto text = value.get<std::string>();
    if (const auto at = colours.find(text); at != colours.end())
        return at->second;
    for (auto& c : text)
        c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return text.starts_with('#') ? array_from_hex<3>(text.substr(1)) : std::nullopt;
}

template <class Enum, std::size_t N>
std::optional<Enum> choice(const json& object, const char* member, const std::array<const char*, N>& names) {
    for (std::size_t i = 0; i < N; ++i)
        if (!object.contains(member) || object[member] == names[i])
            return static_cast<Enum>(i);
    return std::nullopt;
}

// Is it an object of none but these members?
bool has_only(const json& object, std::initializer_list<std::string_view> members) {
    return object.is_object() && std::ranges::all_of(object.items(), [&](const auto& item) {
               return std::ranges::find(members, item.key()) != members.end();
           });
}

std::optional<TextStyle> parse_style(const json& object, const Colours& colours) {
    if (!has_only(object, {"size_mm", "weight", "colour", "lines", "vertical", "align", "ground"}))
        return std::nullopt;
    const auto size = number_member(object, "size_mm", 0.5, 20);
    const auto weight = integer_member(object, "weight", 100, 900);
    const auto colour = colour_of(object.value("colour", json()), colours);
    const auto lines = integer_member(object, "lines", 1, 12);
    const auto vertical = choice<Vertical>(object, "vertical", std::array{"top", "middle"});
    const auto align = choice<Align>(object, "align", std::array{"start", "middle", "end"});
    const auto ground = colour_of(object.value("ground", json()), colours);
    if (!size || !weight || !colour || !lines || !vertical || !align || (object.contains("ground") && !ground))
        return std::nullopt;
    return TextStyle{*size, static_cast<int>(*weight), *colour, static_cast<int>(*lines), *vertical, *align, ground};
}

Fault too_small(const std::string& where, const Box_mm& box, double width, double height) {
    return Fault("the box `" + where + " is " + mm(box.width) + " wide and " + mm(box.height) + " high: it needs " +
                 mm(width) + " and " + mm(height));
}

std::expected<void, TemplateFault> check_box(const std::string& where, const Box_mm& box, double width, double height) {
    if (box.x < -kSlack_mm || box.y < -kSlack_mm || box.x + box.width > kCardWidth_mm + kSlack_mm ||
        box.y + box.height > kCardHeight_mm + kSlack_mm)
        return Fault("the box `" + where + " is not wholly on the card");
    if (box.width < width - kSlack_mm || box.height < height - kSlack_mm)
        return too_small(where, box, width, height);
    return {};
}

// One side of a template while it is read.
struct SideReader {
    std::string file;
    const Art& art;
    double line_mm;  // the least height of a line
    Side side{};

    std::string place(const std::string& id) const { return id + "` of " + file; }

    std::expected<void, TemplateFault> add_box(const std::string& id, double width, double height) {
        const auto box = art.box(id);
        if (!box)
            return Fault(file + " has no box `" + id + "`");
        side.boxes[id] = *box;
        return check_box(place(id), *box, width, height);
    }
    std::expected<void, TemplateFault> add_styles(const json& styles, const Colours& colours) {
        if (!styles.is_object())
            return Fault("the styles of " + file + " are no object");
        for (const auto& [id, style] : styles.items()) {
            const auto parsed = parse_style(style, colours);
            if (!parsed)
                return Fault("the style of `" + place(id) + " cannot be read");
            side.styles[id] = *parsed;
            if (auto added = add_box(id, 4, line_mm); !added)
                return added;
        }
        return {};
    }
    // What every card has, and the places for services that this side has.
    std::expected<void, TemplateFault> add_wanted(std::span<const Wanted> wanted) {
        for (const auto& [id, width, height] : wanted)
            if (auto added = add_box(id, width, height); !added)
                return added;
        for (std::size_t i = 1; i <= protocol::kMaxServices; ++i)
            if (const auto id = "service-" + std::to_string(i); art.box(id))
                if (auto added = add_box(id, 0, 0); !added)
                    return added;
        return {};
    }
};

struct Form {
    json object;
    Colours colours;
    double line_mm = 0;
};

std::expected<Side, TemplateFault> load_side(const std::filesystem::path& folder, const Form& form, const char* name,
                                             std::span<const Wanted> wanted) {
    const auto file = form.object["art"].get<std::string>() + "-" + name + ".svg";
    const auto art = Art::open(folder / file, form.colours);
    if (!art)
        return Fault(art.error());
    SideReader reader{file, *art, form.line_mm};
    auto read = reader.add_styles(form.object["sides"][name], form.colours);
    if (read)
        read = reader.add_wanted(wanted);
    if (!read)
        return Fault(read.error());
    reader.side.art = art->draw();
    if (!reader.side.art)
        return Fault(file + " cannot be drawn");
    return std::move(reader.side);
}

std::expected<json, TemplateFault> read_object(const std::filesystem::path& folder, const std::string& name) {
    const auto text = read_template_file(folder / (name + ".json"));
    if (!text)
        return Fault(name + ".json cannot be read");
    auto object = parse_json(*text, kMaxTemplateBytes);
    if (!object || !object->is_object() || !integer_member(*object, "v", 2, 2))
        return Fault(name + ".json is no template of version 2");
    return std::move(*object);
}

// A template may be as another, but for its colours.
std::expected<json, TemplateFault> read_form(const std::filesystem::path& folder, const std::string& name) {
    auto own = read_object(folder, name);
    if (!own || !own->contains("like"))
        return own;
    const auto like = text_member(*own, "like", 32);
    if (!has_exactly(*own, {"v", "like", "colours"}) || !like || !protocol::is_id(*like) ||
        !(*own)["colours"].is_object())
        return Fault(name + ".json names another template: it may have `v`, `like` and `colours`");
    auto base = read_object(folder, *like);
    if (base && base->contains("colours") && (*base)["colours"].is_object())
        (*base)["colours"].update((*own)["colours"]);
    return base;
}

bool read_lists(const json& object, CardTemplate& out) {
    if (!object["families"].is_array() || object["families"].empty() || !object["texts"].is_object())
        return false;
    for (const auto& family : object["families"]) {
        if (!family.is_string())
            return false;
        out.families.push_back(family.get<std::string>());
    }
    for (const auto& [id, text] : object["texts"].items()) {
        if (!text.is_string())
            return false;
        out.texts[id] = text.get<std::string>();
    }
    return true;
}

bool read_colours(const json& object, Colours& out) {
    if (!object["colours"].is_object())
        return false;
    for (const auto& [name, value] : object["colours"].items()) {
        const auto colour = colour_of(value, {});
        if (!colour || !protocol::is_id(name))
            return false;
        out[name] = *colour;
    }
    return true;
}

bool read_tone(const json& photo, PhotoTone& out) {
    const auto lift = number_member(photo, "lift", 0, 0.5);
    const auto sharpen = number_member(photo, "sharpen", 0, 2);
    if (!has_exactly(photo, {"lift", "sharpen"}) || !lift || !sharpen)
        return false;
    out = {*lift, *sharpen};
    return true;
}

// All but the sides.
std::expected<Form, TemplateFault> read_head(const std::filesystem::path& folder, const std::string& name,
                                             CardTemplate& out) {
    auto object = read_form(folder, name);
    if (!object)
        return Fault(object.error());
    const auto art = text_member(*object, "art", 32);
    const auto smallest = number_member(*object, "smallest_x_height_mm", 0.3, 5);
    if (!has_exactly(*object, {"v", "art", "smallest_x_height_mm", "photo", "families", "colours", "sides", "texts"}) ||
        !art || !protocol::is_id(*art) || !smallest || !has_only((*object)["sides"], {"front", "back", "back-plain"}) ||
        !(*object)["sides"].contains("front") || !(*object)["sides"].contains("back"))
        return Fault(name + ".json has not the members of a template");
    Form form{std::move(*object), {}, *smallest * kLinePerX};
    if (!read_colours(form.object, form.colours) || !read_lists(form.object, out) ||
        !read_tone(form.object["photo"], out.tone))
        return Fault("colours, families, texts or photo of " + name + ".json cannot be read");
    out.smallest_x_height_mm = *smallest;
    return form;
}

bool has_text_box(const CardTemplate& card, const std::string& id) {
    return card.front.styles.contains(id) ||
           (card.back.styles.contains(id) && (!card.plain_back || card.plain_back->styles.contains(id)));
}

std::expected<void, TemplateFault> check_service(const CardTemplate& card, const protocol::Service& service,
                                                 std::size_t place) {
    const auto id = "service-" + std::to_string(place);
    const auto at = card.back.boxes.find(id);
    if (at == card.back.boxes.end())
        return Fault("the template has no box `" + id + "` for the service " + service.id);
    const auto code = make_barcode(service.symbology, std::string(service.length, '0'));
    if (!code)
        return Fault("a number of the service " + service.id + " cannot be written as a barcode");
    const auto least = smallest_box(*code);
    if (at->second.width < least.width || at->second.height < least.height)
        return too_small(id + "` for the service " + service.id, at->second, least.width, least.height);
    return {};
}

}  // namespace

std::expected<CardTemplate, TemplateFault> load_template(const std::filesystem::path& folder, const std::string& name) {
    CardTemplate out;
    auto form = read_head(folder, name, out);
    if (!form)
        return Fault(form.error());
    auto front = load_side(folder, *form, "front", kFrontBoxes);
    if (!front)
        return Fault(front.error());
    auto back = load_side(folder, *form, "back", kBackBoxes);
    if (!back)
        return Fault(back.error());
    if (form->object["sides"].contains("back-plain")) {
        auto plain = load_side(folder, *form, "back-plain", kBackBoxes);
        if (!plain)
            return Fault(plain.error());
        out.plain_back = std::move(*plain);
    }
    const auto& name_box = front->boxes.at("name");
    if (const auto least = kNameLines * form->line_mm; name_box.height < least)
        return too_small("name` of the front", name_box, kFrontBoxes[1].width_mm, least);
    out.front = std::move(*front);
    out.back = std::move(*back);
    return out;
}

std::expected<void, TemplateFault> check_places(const CardTemplate& card, const protocol::CardRules& rules) {
    for (std::size_t i = 0; i < rules.services.size(); ++i)
        if (auto checked = check_service(card, rules.services[i], i + 1); !checked)
            return checked;
    for (const auto& field : rules.fields)
        if (!has_text_box(card, field))
            return Fault("the template has no box `" + field + "`, which the programme may print");
    for (const auto& marker : rules.markers)
        if (!has_text_box(card, "marker-" + marker.id))
            return Fault("the template has no box `marker-" + marker.id + "`");
    return {};
}

}  // namespace porchlight::bridge

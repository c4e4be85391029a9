#include "bridge/models/model.h"

#include "base/json.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <utility>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxName = 64;
constexpr std::size_t kMaxSource = 512;
constexpr std::size_t kMaxPattern = 128;
constexpr std::size_t kMaxCommand = 8;
constexpr std::size_t kMaxScheme = 32;
constexpr std::size_t kMaxList = 8;
constexpr int kMaxHundredths = 500;
constexpr int kMaxCleaning = 100'000;

using Failure = std::unexpected<std::string>;

Failure wrong(std::string_view member) { return Failure("has a wrong \"" + std::string(member) + "\""); }

// Exactly these members: what is missing or too much is named.
std::expected<void, std::string> check_members(const json& object, std::span<const std::string_view> members) {
    for (const auto member : members)
        if (!object.contains(std::string(member)))
            return Failure("lacks the member \"" + std::string(member) + "\"");
    for (const auto& [name, value] : object.items())
        if (std::ranges::find(members, name) == members.end())
            return Failure("has the member \"" + name.substr(0, kMaxName) + "\", which is unknown");
    return {};
}

std::optional<std::vector<std::string>> text_list(const json& list, std::size_t max_size) {
    if (!list.is_array() || list.size() > kMaxList)
        return std::nullopt;
    std::vector<std::string> out;
    for (const auto& item : list) {
        if (!item.is_string() || item.get_ref<const std::string&>().empty() ||
            item.get_ref<const std::string&>().size() > max_size)
            return std::nullopt;
        out.push_back(item.get<std::string>());
    }
    return out;
}

template <class Value>
struct Word {
    std::string_view text;
    Value value;
};

constexpr std::array kRibbons{Word{"unknown", Ribbon::kUnknown}, Word{"none", Ribbon::kNone},
                              Word{"negative", Ribbon::kNegative}, Word{"scrambled", Ribbon::kScrambled}};
constexpr std::array kMemories{Word{"unknown", Memory::kUnknown}, Word{"erased", Memory::kErased},
                               Word{"kept", Memory::kKept}};
constexpr std::array kCompletions{Word{"printed", Completed::kPrinted}, Word{"spooled", Completed::kSpooled},
                                  Word{"by_queue", Completed::kByQueue}};

template <class Words>
bool read_word(const json& object, const char* name, const Words& words, auto& out) {
    const auto text = text_member(object, name, kMaxName);
    const auto at = std::ranges::find_if(words, [&](const auto& word) { return text == word.text; });
    if (at == words.end())
        return false;
    out = at->value;
    return true;
}

// Larger or smaller than ID-1 by at most 5 mm: a typing error is found before it is printed.
bool is_near_card(int dots, int dpi, int card) {
    constexpr int kHundredthsPerInch = 2540;
    return std::abs(dots * kHundredthsPerInch / dpi - card) <= kMaxHundredths;
}

bool read_canvas(const json& value, std::optional<Canvas>& out) {
    if (value.is_null())
        return true;
    if (!has_exactly(value, {"width_dots", "height_dots", "dpi"}))
        return false;
    const auto width = integer_member(value, "width_dots", 100, 8192);
    const auto height = integer_member(value, "height_dots", 100, 8192);
    const auto dpi = integer_member(value, "dpi", 100, 2400);
    if (!width || !height || !dpi)
        return false;
    out = Canvas{static_cast<int>(*width), static_cast<int>(*height), static_cast<int>(*dpi)};
    return is_near_card(out->width_dots, out->dpi, 5398) && is_near_card(out->height_dots, out->dpi, 8560);
}

// null: not known.
bool read_cleaning(const json& value, std::optional<int>& out) {
    if (value.is_null())
        return true;
    if (!value.is_number_integer() || value < 1 || value > kMaxCleaning)
        return false;
    out = value.get<int>();
    return true;
}

bool is_scheme(const std::string& text) {
    return std::ranges::all_of(text,
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::expected<PrinterModel, std::string> parse_printer_model(std::string_view text) {
    constexpr std::array<std::string_view, 13> kMembers{"v",         "name",     "match",         "source", "canvas",
                                                        "bleed",     "offsets",  "text_commands", "ribbon", "memory",
                                                        "completed", "backends", "cleaning_every"};
    const auto object = parse_json(text, kMaxModelBytes);
    if (!object || !object->is_object())
        return Failure("is not JSON within limits");
    if (const auto checked = check_members(*object, kMembers); !checked)
        return Failure(checked.error());
    PrinterModel out;
    if (integer_member(*object, "v", 1, 1) != 1)
        return wrong("v");
    out.name = text_member(*object, "name", kMaxName).value_or("");
    if (out.name.empty())
        return wrong("name");
    auto match = text_list((*object)["match"], kMaxPattern);
    if (!match)
        return wrong("match");
    out.match = std::move(*match);
    if (!text_member(*object, "source", kMaxSource))
        return wrong("source");
    if (!read_canvas((*object)["canvas"], out.canvas))
        return wrong("canvas");
    const auto bleed = integer_member(*object, "bleed", 0, kMaxHundredths);
    if (!bleed)
        return wrong("bleed");
    out.bleed = static_cast<int>(*bleed);
    const auto offsets = read_offsets((*object)["offsets"]);
    if (!offsets)
        return wrong("offsets");
    out.offsets = *offsets;
    const auto commands = text_member(*object, "text_commands", kMaxCommand);
    if (!commands)
        return wrong("text_commands");
    out.text_commands = *commands;
    if (!read_word(*object, "ribbon", kRibbons, out.ribbon))
        return wrong("ribbon");
    if (!read_word(*object, "memory", kMemories, out.memory))
        return wrong("memory");
    if (!read_word(*object, "completed", kCompletions, out.completed))
        return wrong("completed");
    auto backends = text_list((*object)["backends"], kMaxScheme);
    if (!backends || !std::ranges::all_of(*backends, is_scheme))
        return wrong("backends");
    out.backends = std::move(*backends);
    if (!read_cleaning((*object)["cleaning_every"], out.cleaning_every))
        return wrong("cleaning_every");
    return out;
}

bool fits(std::string_view pattern, std::string_view text) {
    std::size_t at = 0;
    std::size_t in = 0;
    std::optional<std::pair<std::size_t, std::size_t>> star;  // after it in the pattern, and how much text it has
    while (in < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = {++at, in};
        } else if (at < pattern.size() && small(pattern[at]) == small(text[in])) {
            ++at;
            ++in;
        } else if (star) {
            at = star->first;
            in = ++star->second;
        } else {
            return false;
        }
    }
    while (at < pattern.size() && pattern[at] == '*')
        ++at;
    return at == pattern.size();
}

}  // namespace porchlight::bridge

#include "base/json.h"

#include "base/code_point.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace porchlight {
namespace {

// A SAX pass that only says whether a document is within limits; the DOM is built after it.
class limit_checker {
public:
    using number_integer_t = json::number_integer_t;
    using number_unsigned_t = json::number_unsigned_t;
    using number_float_t = json::number_float_t;
    using string_t = json::string_t;
    using binary_t = json::binary_t;

    bool null() { return true; }
    bool boolean(bool) { return true; }
    bool number_integer(number_integer_t) { return true; }
    bool number_unsigned(number_unsigned_t) { return true; }
    bool number_float(number_float_t, const string_t&) { return true; }
    bool string(string_t&) { return true; }
    bool binary(binary_t&) { return false; }
    bool start_object(std::size_t) { return push(); }
    bool end_object() { return pop(); }
    bool start_array(std::size_t) { return push(); }
    bool end_array() { return pop(); }
    bool key(string_t& name) { return m_members.back().insert(name).second; }
    template <class Exception>
    bool parse_error(std::size_t, const std::string&, const Exception&) {
        return false;
    }

private:
    bool push() {
        m_members.emplace_back();
        return m_members.size() <= kMaxJsonDepth;
    }
    bool pop() {
        m_members.pop_back();
        return true;
    }

    std::vector<std::set<std::string>> m_members;
};

struct Range {
    char32_t first;
    char32_t last;
};

// What a terminal obeys instead of showing it, what turns the order of letters, and what shows nothing.
constexpr std::array<Range, 8> kUnseen{{{0x00, 0x1f},
                                        {0x7f, 0x9f},
                                        {0x61c, 0x61c},
                                        {0x200b, 0x200b},
                                        {0x200e, 0x200f},
                                        {0x2028, 0x202e},
                                        {0x2060, 0x2069},
                                        {0xfeff, 0xfeff}}};

bool is_joiner(char32_t c) { return c == 0x200c || c == 0x200d; }

// After this one. Joiners have a meaning between letters of scripts that are not ASCII alone.
bool is_shown(char32_t c, char32_t before) {
    if (is_joiner(c))
        return before > 0x7f && !is_joiner(before);
    return std::ranges::none_of(kUnseen, [c](const Range& range) { return c >= range.first && c <= range.last; });
}

}  // namespace

std::optional<json> parse_json(std::string_view text, std::size_t max_size) {
    if (text.size() > max_size)
        return std::nullopt;
    limit_checker checker;
    if (!json::sax_parse(text, &checker))
        return std::nullopt;
    json document = json::parse(text, nullptr, false);
    if (document.is_discarded())
        return std::nullopt;
    return document;
}

bool has_exactly(const json& object, std::initializer_list<std::string_view> members) {
    if (!object.is_object() || object.size() != members.size())
        return false;
    for (auto member : members)
        if (!object.contains(std::string(member)))
            return false;
    return true;
}

std::optional<std::string> text_member(const json& object, const char* name, std::size_t max_size) {
    if (!object.is_object())
        return std::nullopt;
    const auto at = object.find(name);
    if (at == object.end() || !at->is_string())
        return std::nullopt;
    const auto& text = at->get_ref<const std::string&>();
    if (text.size() > max_size)
        return std::nullopt;
    return text;
}

bool is_plain_text(std::string_view text, std::size_t max_size) {
    if (text.empty() || text.size() > max_size || text.starts_with(' ') || text.ends_with(' '))
        return false;
    for (char32_t before = 0; !text.empty();) {
        const auto c = take_code_point(text);
        if (!c || !is_shown(*c, before))
            return false;
        before = *c;
    }
    return true;
}

std::string quoted(const std::string& text) { return json(text).dump(-1, ' ', false, json::error_handler_t::replace); }

std::optional<std::int64_t> integer_member(const json& object, const char* name, std::int64_t min, std::int64_t max) {
    if (!object.is_object())
        return std::nullopt;
    const auto at = object.find(name);
    if (at == object.end() || !at->is_number_integer())
        return std::nullopt;
    if (at->is_number_unsigned() && at->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        return std::nullopt;
    const auto value = at->get<std::int64_t>();
    if (value < min || value > max)
        return std::nullopt;
    return value;
}

}  // namespace porchlight

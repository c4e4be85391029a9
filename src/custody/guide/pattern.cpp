#include "custody/guide/pattern.h"

namespace porchlight::custody {

bool matches(std::string_view pattern, std::string_view name) {
    const auto star = pattern.find('*');
    if (star == pattern.npos)
        return pattern == name;
    const auto before = pattern.substr(0, star);
    const auto after = pattern.substr(star + 1);
    return name.size() >= before.size() + after.size() && name.starts_with(before) && name.ends_with(after);
}

std::string slug(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += capital ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    return out.ends_with('-') ? out.substr(0, out.size() - 1) : out;
}

std::string fill(std::string_view text, const std::function<std::string(std::string_view)>& value) {
    std::string out;
    while (true) {
        const auto open = text.find('{');
        const auto close = open == text.npos ? text.npos : text.find('}', open);
        if (close == text.npos)
            return out + std::string(text);
        out += text.substr(0, open);
        out += value(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

}  // namespace porchlight::custody

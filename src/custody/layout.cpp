#include "custody/layout.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

std::string broken(std::string_view paragraph, std::size_t indent) {
    const std::string margin(indent, ' ');
    std::string out = margin;
    std::size_t used = indent;
    while (!paragraph.empty()) {
        const auto end = std::min(paragraph.find(' '), paragraph.size());
        const auto word = paragraph.substr(0, end);
        paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
        const auto width = columns_of(word);
        if (used > indent && used + 1 + width > kTerminalColumns) {
            out += "\n" + margin;
            used = indent;
        } else if (used > indent) {
            out += ' ';
            ++used;
        }
        out += word;
        used += width;
    }
    return out + "\n";
}

}  // namespace

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::string wrapped(std::string_view text, std::size_t indent) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto paragraph = text.substr(0, end);
        out +=
            paragraph.starts_with(' ') || paragraph.empty() ? std::string(paragraph) + "\n" : broken(paragraph, indent);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string heading(std::string_view words) {
    std::string out = "-- " + std::string(words) + " ";
    const auto used = columns_of(out);
    return out + std::string(used < kTerminalColumns ? kTerminalColumns - used : 0, '-') + "\n";
}

}  // namespace porchlight::custody

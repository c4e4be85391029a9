#include "custody/layout.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

// A paragraph after what its first line begins with.
class Lines {
public:
    explicit Lines(std::string_view begin) : m_out(begin), m_margin(columns_of(begin), ' '), m_used(m_margin.size()) {}

    void put(std::string_view word) {
        const auto width = columns_of(word);
        if (!is_empty() && m_used + 1 + width > kTerminalColumns) {
            begin_line();
        } else if (!is_empty()) {
            m_out += ' ';
            ++m_used;
        }
        m_out += word;
        m_used += width;
    }
    std::size_t room() const { return kTerminalColumns - m_margin.size(); }
    std::string end() && { return std::move(m_out) + "\n"; }

private:
    bool is_empty() const { return m_used == m_margin.size(); }
    void begin_line() {
        m_out += "\n" + m_margin;
        m_used = m_margin.size();
    }

    std::string m_out;
    std::string m_margin;
    std::size_t m_used;
};

// From the front, up to the next space, which goes too.
std::string_view take_word(std::string_view& paragraph) {
    const auto word = paragraph.substr(0, paragraph.find(' '));
    paragraph.remove_prefix(std::min(word.size() + 1, paragraph.size()));
    return word;
}

std::string broken(std::string_view paragraph, std::size_t indent) {
    Lines lines(std::string(indent, ' '));
    while (!paragraph.empty())
        lines.put(take_word(paragraph));
    return std::move(lines).end();
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

// So many characters from the front, or all.
std::string_view take_characters(std::string_view& word, std::size_t count) {
    std::size_t end = 0;
    while (end < word.size() && (count > 0 || !begins_character(word[end])))
        count -= begins_character(word[end++]) ? 1 : 0;
    const auto taken = word.substr(0, end);
    word.remove_prefix(end);
    return taken;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
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

std::string labelled(std::string_view begin, std::string_view text) {
    Lines lines(begin);
    while (!text.empty()) {
        auto word = take_word(text);
        do
            lines.put(take_characters(word, lines.room()));
        while (!word.empty());
    }
    return std::move(lines).end();
}

std::string heading(std::string_view words) {
    std::string out = "-- " + std::string(words) + " ";
    const auto used = columns_of(out);
    return out + std::string(used < kTerminalColumns ? kTerminalColumns - used : 0, '-') + "\n";
}

}  // namespace porchlight::custody

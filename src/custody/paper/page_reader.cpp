#include "custody/paper/page_reader.h"

#include "base/symbols.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::string_view kSpaces = " \t\r";
constexpr std::size_t kMaxNumberDigits = 2;
constexpr std::size_t kMaxTypedLines = 99;  // faults are told by a number of two digits

Words words_of(std::string_view line) {
    Words out;
    while (true) {
        line.remove_prefix(std::min(line.find_first_not_of(kSpaces), line.size()));
        if (line.empty())
            return out;
        const auto end = std::min(line.find_first_of(kSpaces), line.size());
        out.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "7", "07" or "07."; groups have four symbols.
std::optional<unsigned> line_number(std::string_view word) {
    if (word.ends_with('.'))
        word.remove_suffix(1);
    if (word.empty() || word.size() > kMaxNumberDigits || !std::ranges::all_of(word, is_digit))
        return std::nullopt;
    unsigned out = 0;
    for (const char digit : word)
        out = out * 10 + static_cast<unsigned>(digit - '0');
    return out;
}

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const auto word : words)
        out += word;
    return out;
}

bool is_symbol(char typed) { return typed == '-' || symbol_value(typed).has_value(); }

bool is_page_line(const Words& words) {
    return !words.empty() && (words[0] == "page" || words[0] == "Page" || words[0] == "PAGE");
}

std::unexpected<PageFault> fault(PageError error, unsigned line = 0, unsigned other = 0) {
    return std::unexpected(PageFault{error, line, other});
}

struct CheckedLine {
    byte_array<kLineBytes> content{};
    std::uint8_t word = 0;
};

// words: without the line's number.
std::expected<CheckedLine, PageFault> check_form(unsigned number, std::span<const std::string_view> words) {
    if (words.empty())
        return fault(PageError::kLineLength, number);
    const auto symbols = joined(words.first(words.size() - 1));
    if (!std::ranges::all_of(symbols, is_symbol))
        return fault(PageError::kLineSymbol, number);
    const auto content = bytes_of_symbols(symbols);
    if (!content)
        return fault(PageError::kLineLength, number);
    const auto word = number_of_word(words.back());
    if (!word)
        return fault(PageError::kLineWord, number);
    return CheckedLine{*content, *word};
}

// All lines one after the other.
std::expected<bytes, PageFault> share_of(byte_view payload) {
    if (payload.size() < kLineBytes)
        return fault(PageError::kPageLength);
    const std::size_t size = get_u16(payload);
    if (size == 0 || size > kMaxPaperShareBytes || size + kPageLengthBytes + kPageCheckBytes > payload.size())
        return fault(PageError::kPageLength);
    const auto share = payload.subspan(kPageLengthBytes, size);
    const auto right = page_payload(share);
    const auto told = payload.first(payload.size() - kPageCheckBytes);
    if (right.size() != payload.size() || !std::ranges::equal(told, byte_view(right).first(told.size())))
        return fault(PageError::kPageLength);
    if (!std::ranges::equal(payload, right))
        return fault(PageError::kPageCheck);
    return bytes(share.begin(), share.end());
}

// symbols: what follows the prefix; scanners end it with a line feed.
std::expected<bytes, PageFault> read_code(std::string_view symbols) {
    while (symbols.ends_with('\n') || symbols.ends_with('\r') || symbols.ends_with(' '))
        symbols.remove_suffix(1);
    if (symbols.empty() || symbols.size() % kLineSymbols != 0 || symbols.size() / kLineSymbols > kMaxPageLines)
        return fault(PageError::kPageCode);
    bytes payload;
    for (std::size_t at = 0; at < symbols.size(); at += kLineSymbols) {
        const auto line = bytes_of_symbols(symbols.substr(at, kLineSymbols));
        if (!line)
            return fault(PageError::kPageCode);
        payload.insert(payload.end(), line->begin(), line->end());
    }
    return share_of(payload);
}

std::vector<Words> lines_of(std::string_view text) {
    std::vector<Words> out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (auto words = words_of(text.substr(0, end)); !words.empty())
            out.push_back(std::move(words));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string spaced(std::span<const std::string_view> words) {
    std::string out;
    for (const auto word : words)
        out += std::string(word) + " ";
    return out;
}

}  // namespace

std::expected<void, PageFault> TypedPage::take_word(std::string_view typed) {
    const auto words = words_of(typed);
    const auto found = words.empty() || words.size() > 2 ? std::nullopt : number_of_word(words.back());
    if (!found || (words.size() == 2 && !is_page_line(words)))
        return fault(PageError::kPageWord);
    m_page = *found;
    m_has_word = true;
    return {};
}

std::expected<void, PageFault> TypedPage::take_line(unsigned number, std::string_view typed) {
    if (!m_has_word)
        return fault(PageError::kPageWord);
    const auto words = words_of(typed);
    auto rest = std::span<const std::string_view>(words);
    if (const auto told = words.empty() ? std::nullopt : line_number(words[0])) {
        if (*told != number)
            return fault(PageError::kLineNumber, number);
        rest = rest.subspan(1);
    }
    if (number == 0 || number > line_count().value_or(kMaxPageLines))
        return fault(PageError::kLineExtra, number);
    const auto line = check_form(number, rest);
    if (!line)
        return std::unexpected(line.error());
    const auto fits = fitting_number(line->content, line->word, m_page);
    if (fits != number)
        return fits == 0 || fits > line_count().value_or(kMaxPageLines) ? fault(PageError::kLineCheck, number)
                                                                        : fault(PageError::kLinePlace, number, fits);
    if (!m_lines.emplace(number, line->content).second)
        return fault(PageError::kLineTwice, number);
    return {};
}

std::optional<unsigned> TypedPage::line_count() const {
    const auto first = m_lines.find(1);
    if (first == m_lines.end())
        return std::nullopt;
    const auto used = kPageLengthBytes + get_u16(first->second) + kPageCheckBytes;
    const auto lines = (used + kLineBytes - 1) / kLineBytes;
    return static_cast<unsigned>(std::min(lines, kMaxPageLines));
}

std::optional<unsigned> TypedPage::first_missing() const {
    for (unsigned number = 1; number <= line_count().value_or(1); ++number)
        if (!m_lines.contains(number))
            return number;
    return std::nullopt;
}

std::expected<bytes, PageFault> TypedPage::share() const {
    if (!m_has_word)
        return fault(PageError::kPageWord);
    if (const auto missing = first_missing())
        return fault(PageError::kLineMissing, *missing);
    bytes payload;
    for (const auto& [number, line] : m_lines)
        payload.insert(payload.end(), line.begin(), line.end());
    auto out = share_of(payload);
    if (out && payload[payload.size() - kPageCheckBytes] != m_page)
        return fault(PageError::kPageWord);
    return out;
}

std::expected<bytes, std::vector<PageFault>> read_page(std::string_view text) {
    using Faults = std::vector<PageFault>;
    if (text.size() > kMaxTypedPageBytes)
        return std::unexpected(Faults{{PageError::kPageSize}});
    if (text.starts_with(kCodePrefix)) {
        auto share = read_code(text.substr(kCodePrefix.size()));
        return share ? std::expected<bytes, Faults>(*std::move(share)) : std::unexpected(Faults{share.error()});
    }
    TypedPage page;
    Faults faults;
    std::vector<Words> lines = lines_of(text);
    if (lines.size() > kMaxTypedLines)
        return std::unexpected(Faults{{PageError::kPageSize}});
    if (lines.empty() || !page.take_word(spaced(lines.front())))
        return std::unexpected(Faults{{PageError::kPageWord}});
    lines.erase(lines.begin());
    for (const auto& words : lines) {
        const auto number = line_number(words[0]);
        const auto place = static_cast<unsigned>(&words - lines.data()) + 1;
        const auto taken = number ? page.take_line(*number, spaced(words))
                                  : std::expected<void, PageFault>(fault(PageError::kLineNumber, place));
        if (!taken)
            faults.push_back(taken.error());
    }
    if (!faults.empty())
        return std::unexpected(faults);
    auto share = page.share();
    return share ? std::expected<bytes, Faults>(*std::move(share)) : std::unexpected(Faults{share.error()});
}

}  // namespace porchlight::custody

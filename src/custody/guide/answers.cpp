#include "custody/guide/answers.h"

#include "base/date.h"
#include "custody/guide/memory.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace porchlight::custody {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool is_one_of(std::string_view typed, std::span<const std::string_view> words) {
    return std::ranges::find(words, trimmed(typed)) != words.end();
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

std::optional<std::string> checked_answer(AnswerKind kind, std::string_view typed) {
    const auto text = trimmed(typed);
    if (text.empty() || text.size() > kMaxAnswerBytes || std::ranges::any_of(text, is_control))
        return std::nullopt;
    if (kind == AnswerKind::kNumber && number_of(text).value_or(0) == 0)
        return std::nullopt;
    if (kind == AnswerKind::kDate && !date::parse(text))
        return std::nullopt;
    return std::string(text);
}

std::string_view advice_of(AnswerKind kind) {
    switch (kind) {
        case AnswerKind::kNumber: return "Please type a number, such as 3.";
        case AnswerKind::kDate: return "Please type a day as year, month and day, such as 2027-03-01.";
        case AnswerKind::kText: break;
    }
    return "Please type something, of at most 512 letters.";
}

std::optional<std::uint32_t> number_of(std::string_view text) {
    std::uint32_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return out;
}

bool is_yes(std::string_view typed) {
    return is_one_of(typed, std::array<std::string_view, 4>{"yes", "y", "Yes", "YES"});
}
bool is_no(std::string_view typed) { return is_one_of(typed, std::array<std::string_view, 4>{"no", "n", "No", "NO"}); }
bool is_leaving(std::string_view typed) { return is_one_of(typed, std::array<std::string_view, 3>{"q", "Q", "quit"}); }

}  // namespace porchlight::custody

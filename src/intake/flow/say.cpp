#include "intake/flow/say.h"

#include "intake/flow/direction.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

constexpr unsigned kMillion = 1'000'000, kRepeats = 100;

// FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
constexpr std::string_view kIsolate = "\u2068", kPop = "\u2069";

void append(std::string& out, std::string_view filling, bool right_to_left) {
    const bool turns = has_letters(filling, right_to_left ? Direction::kLeftToRight : Direction::kRightToLeft);
    if (turns)
        out.append(kIsolate);
    out.append(filling);
    if (turns)
        out.append(kPop);
}

std::string fill(std::string_view rest, std::initializer_list<Filling> fillings, bool right_to_left) {
    std::string out;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        const auto close = rest.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            break;
        const auto name = rest.substr(open + 1, close - open - 1);
        out.append(rest.substr(0, open));
        const auto* filling =
            std::find_if(fillings.begin(), fillings.end(), [&](const Filling& one) { return one.first == name; });
        if (filling == fillings.end())
            out.append(rest.substr(open, close - open + 1));
        else
            append(out, filling->second, right_to_left);
        rest.remove_prefix(close + 1);
    }
    out.append(rest);
    return out;
}

// Which plural form a number takes, from 0.
std::size_t plural_form(const LanguageEntry& language, unsigned count) {
    std::size_t at = count < kRepeats ? count : kRepeats + count % kRepeats;
    if (count != 0 && count % kMillion == 0)
        at = language.plurals.size() - 1;
    return static_cast<std::size_t>(language.plurals[at] - '0');
}

std::string in_digits(const LanguageEntry& language, unsigned number) {
    std::string out;
    for (const char digit : std::to_string(number))
        out.append(language.digits[static_cast<std::size_t>(digit - '0')]);
    return out;
}

}  // namespace

std::string_view say(std::size_t language, Message message) {
    return kLanguages[language].messages[static_cast<std::size_t>(message)];
}

std::string say(std::size_t language, Message message, std::initializer_list<Filling> fillings) {
    return fill(say(language, message), fillings, kLanguages[language].right_to_left);
}

std::string say_count(std::size_t language, Message message, unsigned count, std::initializer_list<Filling> fillings) {
    std::string_view form = say(language, message);
    for (auto left = plural_form(kLanguages[language], count); left > 0; --left)
        form.remove_prefix(form.find('\n') + 1);
    const auto with_number = fill(form.substr(0, form.find('\n')), {{"count", say_number(language, count)}}, false);
    return fill(with_number, fillings, kLanguages[language].right_to_left);
}

std::string say_number(std::size_t language, unsigned number) {
    const auto& entry = kLanguages[language];
    const auto plain = std::to_string(number);
    const std::size_t least = entry.groups_thousands ? 4 : 5;
    std::string out;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && (plain.size() - i) % 3 == 0 && plain.size() >= least)
            out.append(entry.group);
        out.append(entry.digits[static_cast<std::size_t>(plain[i] - '0')]);
    }
    return out;
}

std::string say_date(std::size_t language, const date& day) {
    const auto& entry = kLanguages[language];
    return fill(entry.dates[day.month() - 1],
                {{"day", in_digits(entry, day.day())}, {"year", in_digits(entry, static_cast<unsigned>(day.year()))}},
                entry.right_to_left);
}

std::string_view date_order(std::size_t language) { return kLanguages[language].date_order; }

std::size_t language_of_tag(std::string_view tag) {
    auto wanted = tag.substr(0, tag.find('-'));
    if (wanted == "tl")  // Tagalog, which browsers have for Filipino
        wanted = "fil";
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        if (wanted == kLanguages[i].tag)
            return i;
    return 0;
}

}  // namespace porchlight::intake
